package io.crealia.ai.adapter.openai;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Languages as the API has them: asked for by ISO 639-1 code, answered with an English name or a code. */
final class Languages {
    private static final Map<String, String> BY_NAME = Arrays.stream(Locale.getISOLanguages())
            .filter(code -> code.length() == 2)
            .collect(Collectors.toMap(
                    code -> Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code -> code,
                    (first, _) -> first));

    private Languages() {}

    /** @return the language of a tag, where it has a code of two letters */
    static Optional<String> code(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return language.length() == 2 ? Optional.of(language) : Optional.empty();
    }

    /** @return the code of what a provider named */
    static Optional<String> named(String name) {
        var plain = name.strip().toLowerCase(Locale.ROOT);
        var code = BY_NAME.get(plain);
        return code != null
                ? Optional.of(code)
                : plain.matches("[a-z]{2}(-[a-z0-9]{2,8})*") ? code(plain) : Optional.empty();
    }
}
