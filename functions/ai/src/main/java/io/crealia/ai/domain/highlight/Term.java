package io.crealia.ai.domain.highlight;

import io.crealia.contracts.Preset;
import java.util.Locale;
import java.util.Map;

/** What a score is made of. Each term is from 0 to 1; one that cannot be known of a media is left out. */
enum Term {
    /** How fast it is spoken, against the whole. */
    SPEECH_DENSITY,
    /** How loud it is spoken, against the whole. */
    LOUDNESS,
    /** Whether pauses frame it, and none interrupts it. */
    PAUSES,
    /** Whether it names what the whole is about. */
    KEYWORDS,
    /** How early it is. */
    POSITION;

    /** The most that a text model's order adds to a score: it decides among moments that are about as good. */
    static final double RERANK_SHARE = 0.10;

    private static final double DIGITS = 1000;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    double weight(Preset.Weights weights) {
        return switch (this) {
            case SPEECH_DENSITY -> weights.speechDensity();
            case LOUDNESS -> weights.loudness();
            case PAUSES -> weights.pauses();
            case KEYWORDS -> weights.keywords();
            case POSITION -> weights.position();
        };
    }

    /** The weighted mean of the terms that are known, 0 to 1. */
    static double mean(Map<Term, Double> terms, Preset.Weights weights) {
        double sum = 0;
        double of = 0;
        for (var term : terms.entrySet()) {
            sum += term.getKey().weight(weights) * term.getValue();
            of += term.getKey().weight(weights);
        }
        return of == 0 ? 0 : sum / of;
    }

    /** @param rerank from 1 where a model likes it best to 0 */
    static double score(double mean, double rerank) {
        return rounded(Math.min(1, mean + RERANK_SHARE * rerank));
    }

    /** To three digits, so that a document's terms give its score. */
    static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
