package io.crealia.local.cli;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which AI the functions of the local edition ask: the embedded one, unless the person's own environment names an
 * OpenAI-compatible server by {@code CREALIA_AI_BASE_URL}.
 */
public final class AiEnvironment {
    private static final String BASE_URL = "CREALIA_AI_BASE_URL";
    /** What a person may set for the functions. */
    private static final Set<String> OWN = Set.of(BASE_URL, "CREALIA_AI_KEY", "CREALIA_AI_SPEECH", "CREALIA_AI_TEXT",
            "CREALIA_AI_SPEECH_MODEL", "CREALIA_AI_ALIGN_MODEL", "CREALIA_AI_TEXT_MODEL", "CREALIA_AI_SPEECH_REVIEW",
            "CREALIA_AI_PRICE_SPEECH_MINUTE", "CREALIA_AI_PRICE_INPUT_MILLION", "CREALIA_AI_PRICE_OUTPUT_MILLION");
    private static final Map<String, String> ANY_SERVER = Map.of("CREALIA_AI_SPEECH", "openai", "CREALIA_AI_TEXT",
            "openai");
    /** A draft of the embedded recogniser is wrong in every third word at best, so a person must see it first. */
    private static final Map<String, String> EMBEDDED = Map.of("CREALIA_AI_SPEECH_MODEL", "crealia-sphinx-en",
            "CREALIA_AI_ALIGN_MODEL", "crealia-align-en", "CREALIA_AI_TEXT_MODEL", "crealia-extract-1",
            "CREALIA_AI_SPEECH_REVIEW", "required", "CREALIA_AI_PRICE_SPEECH_MINUTE", "0",
            "CREALIA_AI_PRICE_INPUT_MILLION", "0", "CREALIA_AI_PRICE_OUTPUT_MILLION", "0");

    private AiEnvironment() {}

    /**
     * @param embedded address of the embedded server, without {@code /v1}
     * @param key its key
     * @param own the person's environment; what it says of the AI wins
     */
    public static Map<String, String> of(URI embedded, String key, Map<String, String> own) {
        var environment = new HashMap<>(ANY_SERVER);
        if (own.containsKey(BASE_URL)) {
            environment.put("CREALIA_AI_TEXT_MODEL", "gpt-4o-mini");
        } else {
            environment.putAll(EMBEDDED);
            environment.put(BASE_URL, embedded.toString());
            environment.put("CREALIA_AI_KEY", key);
        }
        own.forEach((name, value) -> {
            if (OWN.contains(name)) {
                environment.put(name, value);
            }
        });
        return environment;
    }
}
