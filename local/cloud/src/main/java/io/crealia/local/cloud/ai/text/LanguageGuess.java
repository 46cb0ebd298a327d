package io.crealia.local.cloud.ai.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Optional;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Which language a text is in, by OpenNLP's model of 103 languages. */
final class LanguageGuess {
    /** Shorter texts are guessed wrong too often. */
    private static final int FEWEST_CHARACTERS = 40;
    private static final int MOST_CHARACTERS = 4000;

    private final LanguageDetectorME detector;
    private final Map<String, String> twoLetters = new HashMap<>();

    LanguageGuess() {
        try (var model = LanguageGuess.class.getResourceAsStream("/langdetect-183.bin")) {
            detector = new LanguageDetectorME(new LanguageDetectorModel(Objects.requireNonNull(model, "model")));
        } catch (IOException e) {
            throw new UncheckedIOException("OpenNLP's language model cannot be read", e);
        }
        for (var code : Locale.getISOLanguages()) {
            try {
                twoLetters.put(Locale.of(code).getISO3Language(), code);
            } catch (MissingResourceException _) {
                // A code without three letters is none of the detector's.
            }
        }
        // The detector tells these by their scripts and dialects.
        twoLetters.put("cmn", "zh");
        twoLetters.put("pes", "fa");
        twoLetters.put("nob", "nb");
    }

    /** @return two letters where there are any, empty if the text is too short to tell */
    Optional<String> of(String text) {
        if (text.length() < FEWEST_CHARACTERS) {
            return Optional.empty();
        }
        var guess = detector.predictLanguage(text.substring(0, Math.min(text.length(), MOST_CHARACTERS))).getLang();
        return Optional.of(twoLetters.getOrDefault(guess, guess));
    }
}
