package io.crealia.ai.domain.highlight;

import io.crealia.contracts.Preset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says in sentences why a moment has its score. */
final class Reasons {
    /** What one hears as a difference of loudness. */
    private static final double AUDIBLE_DB = 1;
    private static final double NOTABLE_PACE = 0.05;

    private final Speech speech;
    private final Topics topics;
    private final Preset preset;

    Reasons(Speech speech, Topics topics, Preset preset) {
        this.speech = speech;
        this.topics = topics;
        this.preset = preset;
    }

    /**
     * @param place in the model's order, from 1; 0 where it has none
     * @param of how many the model ordered
     */
    List<String> of(Candidate candidate, int place, int of) {
        var reasons = new ArrayList<String>();
        candidate.terms().entrySet().stream()
                .sorted(Comparator.comparingDouble(term -> -term.getValue() * term.getKey().weight(preset.weights())))
                .forEach(term -> reasons.add(reason(term.getKey(), candidate)));
        if (place > 0) {
            reasons.add("The text model puts it at place %d of %d.".formatted(place, of));
        }
        if (candidate.cut().lengthMs() < preset.minSeconds() * 1000L) {
            reasons.add("It is the whole speech, whose %s s are less than the %d s that the preset wants."
                    .formatted(seconds(candidate.cut().lengthMs()), preset.minSeconds()));
        }
        var first = speech.words().get(speech.sentences().get(candidate.first()).first());
        var last = speech.words().get(speech.sentences().get(candidate.last()).last());
        if (first.estimated() || last.estimated()) {
            reasons.add("Where it is cut follows from estimated times of words.");
        }
        return List.copyOf(reasons);
    }

    private String reason(Term term, Candidate candidate) {
        var measures = candidate.measures();
        return switch (term) {
            case SPEECH_DENSITY -> Math.abs(measures.pace() - 1) < NOTABLE_PACE
                    ? "Spoken as fast as the whole."
                    : "Spoken %s times as fast as the whole.".formatted(tenths(measures.pace()));
            case LOUDNESS -> loudness(measures.louderDb().orElse(0));
            case PAUSES -> pauses(measures);
            case KEYWORDS -> measures.topics() == 0
                    ? "Names nothing of what the video is about."
                    : "Names what the video is about: " + String.join(", ", topics.words(measures.topics())) + ".";
            case POSITION -> "Starts %s s into the %s s of the video.".formatted(
                    seconds(candidate.cut().startMs()), seconds(speech.durationMs()));
        };
    }

    private static String loudness(double db) {
        if (Math.abs(db) < AUDIBLE_DB) {
            return "As loud as the whole.";
        }
        return Double.isInfinite(db)
                ? "Silent, unlike the whole."
                : "%s dB %s than the whole.".formatted(tenths(Math.abs(db)), db > 0 ? "louder" : "quieter");
    }

    private static String pauses(Measures measures) {
        var before = measures.pauseBeforeMs();
        var after = measures.pauseAfterMs();
        String frame;
        if (before.isPresent() && after.isPresent()) {
            frame = "Framed by pauses of %s s and %s s".formatted(seconds(before.getAsLong()),
                    seconds(after.getAsLong()));
        } else if (after.isPresent()) {
            frame = "Opens the speech, and a pause of %s s follows".formatted(seconds(after.getAsLong()));
        } else if (before.isPresent()) {
            frame = "Ends the speech, after a pause of %s s".formatted(seconds(before.getAsLong()));
        } else {
            frame = "Framed by the ends of the speech";
        }
        return frame + (measures.idleMs() == 0
                ? ", without a long pause inside."
                : ", with long pauses of %s s inside.".formatted(seconds(measures.idleMs())));
    }

    private static String seconds(long ms) {
        return tenths(ms / 1000.0);
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
