package io.crealia.local.cloud.mediaconvert.spec;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MediaConvert's three-letter language codes as RFC 5646 tags, which HLS wants. */
final class Languages {
    private static final Map<String, String> BY_ISO3 = Stream.of(Locale.getISOLanguages())
            .filter(code -> !iso3(code).isEmpty())
            .collect(Collectors.toMap(Languages::iso3, Function.identity(), (a, _) -> a));

    private Languages() {}

    static String tag(StrictObject in) {
        String code = in.text("languageCode").orElse("").toLowerCase(Locale.ROOT);
        String custom = in.text("customLanguageCode").orElse("");
        if (!custom.isEmpty()) {
            return custom;
        }
        return code.isEmpty() || code.equals("tng") ? "" : BY_ISO3.getOrDefault(code, code);
    }

    private static String iso3(String code) {
        return Locale.of(code).getISO3Language();
    }
}
