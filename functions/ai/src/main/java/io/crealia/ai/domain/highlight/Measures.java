package io.crealia.ai.domain.highlight;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was measured of a span of sentences.
 *
 * @param pace words per second, divided by that of the whole
 * @param louderDb than all words; empty where there is no sound
 * @param pauseBeforeMs empty at the start of the speech
 * @param pauseAfterMs empty at the end of the speech
 * @param idleMs of long pauses inside
 * @param topics that it names
 * @param coverage the named topics' share of all; empty where the speech has none
 * @param position 0 at the start of the media, 1 at its end
 */
record Measures(double pace, OptionalDouble louderDb, OptionalLong pauseBeforeMs, OptionalLong pauseAfterMs,
        long idleMs, long spanMs, int topics, OptionalDouble coverage, double position) {
    private static final double SLOWEST_PACE = 0.5;
    private static final double FASTEST_PACE = 1.5;
    /** Twice the amplitude. */
    private static final double LOUDEST_DB = 6;
    private static final double FRAMING_PAUSE_MS = 1000;
    private static final double FRAME_SHARE = 0.35;
    private static final double FLOW_SHARE = 0.30;
    /** Of a span that long pauses take until nothing flows any more. */
    private static final double MOST_IDLE = 0.25;
    /** Of all salience that a span must name to be about the whole. */
    private static final double FULL_COVERAGE = 0.6;

    static Measures of(Speech speech, Topics topics, int named, int first, int last, Cut cut) {
        return new Measures(speech.pace(first, last) / speech.pace(), speech.louder(first, last),
                speech.pauseBefore(first), speech.pauseAfter(last), speech.longPauses(first, last), cut.lengthMs(),
                named, topics.known() ? OptionalDouble.of(topics.coverage(named)) : OptionalDouble.empty(),
                (double) cut.startMs() / speech.durationMs());
    }

    /** The terms that are known, each rounded as documents have it. */
    Map<Term, Double> terms() {
        var terms = new EnumMap<Term, Double>(Term.class);
        put(terms, Term.SPEECH_DENSITY, (pace - SLOWEST_PACE) / (FASTEST_PACE - SLOWEST_PACE));
        louderDb.ifPresent(db -> put(terms, Term.LOUDNESS, (db + LOUDEST_DB) / (2 * LOUDEST_DB)));
        put(terms, Term.PAUSES,
                FRAME_SHARE * frame(pauseBeforeMs) + FRAME_SHARE * frame(pauseAfterMs) + FLOW_SHARE * flow());
        coverage.ifPresent(share -> put(terms, Term.KEYWORDS, share / FULL_COVERAGE));
        put(terms, Term.POSITION, 1 - position);
        return terms;
    }

    // Nothing is cut off at the ends of a speech, so they frame as well as the longest pause.
    private static double frame(OptionalLong pauseMs) {
        return pauseMs.isEmpty() ? 1 : Math.min(1, pauseMs.getAsLong() / FRAMING_PAUSE_MS);
    }

    private double flow() {
        return Math.max(0, 1 - idleMs / (MOST_IDLE * spanMs));
    }

    private static void put(Map<Term, Double> terms, Term term, double value) {
        terms.put(term, Term.rounded(Math.clamp(value, 0, 1)));
    }
}
