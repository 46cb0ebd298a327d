package io.crealia.ai;

import io.crealia.ai.adapter.provider.Prices;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Which providers understand speech and text for us. A function reads only the part it needs. */
final class AiConfig {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private AiConfig() {}

    enum SpeechProvider {
        OPENAI, TRANSCRIBE
    }

    enum TextProvider {
        OPENAI, BEDROCK
    }

    /**
     * @param base of an OpenAI-compatible server; empty with another provider
     * @param model empty where the provider has only one
     * @param review whether a person must see what the recogniser alone heard
     */
    record Speech(SpeechProvider provider, Optional<URI> base, Optional<String> model, Optional<String> alignModel,
            boolean review, Prices prices) {
        /** @throws ConfigurationException naming the variable that is missing or malformed */
        static Speech of(Environment environment) {
            var openAi = choice(environment, "CREALIA_AI_SPEECH", "openai", "transcribe");
            return new Speech(openAi ? SpeechProvider.OPENAI : SpeechProvider.TRANSCRIBE,
                    openAi ? Optional.of(address(environment)) : Optional.empty(),
                    openAi ? Optional.of(environment.required("CREALIA_AI_SPEECH_MODEL")) : Optional.empty(),
                    openAi ? environment.optional("CREALIA_AI_ALIGN_MODEL") : Optional.empty(),
                    choice(environment, "CREALIA_AI_SPEECH_REVIEW", "required", "none"),
                    new Prices(price(environment, "CREALIA_AI_PRICE_SPEECH_MINUTE"), 0, 0));
        }
    }

    /** @param base of an OpenAI-compatible server; empty with another provider */
    record Text(TextProvider provider, Optional<URI> base, String model, Prices prices) {
        /** @throws ConfigurationException naming the variable that is missing or malformed */
        static Text of(Environment environment) {
            var openAi = choice(environment, "CREALIA_AI_TEXT", "openai", "bedrock");
            return new Text(openAi ? TextProvider.OPENAI : TextProvider.BEDROCK,
                    openAi ? Optional.of(address(environment)) : Optional.empty(),
                    environment.required("CREALIA_AI_TEXT_MODEL"),
                    new Prices(0, price(environment, "CREALIA_AI_PRICE_INPUT_MILLION"),
                            price(environment, "CREALIA_AI_PRICE_OUTPUT_MILLION")));
        }
    }

    /** @return whether it is the first, which is also the default */
    private static boolean choice(Environment environment, String variable, String first, String second) {
        var value = environment.string(variable, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw new ConfigurationException(variable, first + " or " + second);
        }
        return value.equals(first);
    }

    // The key and what users say travel there, so not in the clear. Clients of OpenAI's own are given ".../v1".
    private static URI address(Environment environment) {
        var expected = "an https address, or http on this machine, without query";
        var uri = environment.uri("CREALIA_AI_BASE_URL")
                .orElseThrow(() -> new ConfigurationException("CREALIA_AI_BASE_URL", expected));
        var secure = "https".equals(uri.getScheme())
                || "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        if (!secure || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new ConfigurationException("CREALIA_AI_BASE_URL", expected);
        }
        return URI.create(uri.toString().replaceFirst("/+$", "").replaceFirst("/v1$", ""));
    }

    // No default: a price that was forgotten would let the budget hold everything.
    private static long price(Environment environment, String variable) {
        environment.required(variable);
        return environment.number(variable, 0, 0);
    }
}
