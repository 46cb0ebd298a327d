package io.crealia.ai.adapter.transcribe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.transcribe.model.LanguageCode;

/** Transcribe knows languages by region; a tag without one gets the region with most speakers among those it has. */
final class TranscribeLanguages {
    private static final Map<String, LanguageCode> USUAL = Map.of("ar", LanguageCode.AR_SA, "de", LanguageCode.DE_DE,
            "en", LanguageCode.EN_US, "es", LanguageCode.ES_US, "fr", LanguageCode.FR_FR, "pt", LanguageCode.PT_BR,
            "zh", LanguageCode.ZH_CN);

    private TranscribeLanguages() {}

    /** @return empty where Transcribe does not know the language: let it find out */
    static Optional<LanguageCode> of(String tag) {
        var locale = Locale.forLanguageTag(tag);
        return LanguageCode.knownValues().stream().filter(code -> code.toString().equalsIgnoreCase(tag)).findFirst()
                .or(() -> Optional.ofNullable(USUAL.get(locale.getLanguage())))
                .or(() -> LanguageCode.knownValues().stream()
                        .filter(code -> code.toString().startsWith(locale.getLanguage() + "-")).sorted().findFirst());
    }
}
