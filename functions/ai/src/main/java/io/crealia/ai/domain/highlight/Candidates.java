package io.crealia.ai.domain.highlight;

import io.crealia.contracts.Preset;
import java.util.ArrayList;
import java.util.List;

/**
 * Every span of whole sentences that is as long as the preset wants. Of those with the same first sentence the best few
 * are kept: any two of them overlap wholly, so more would only matter where a longer one is taken by a better neighbour.
 *
 * @param considered how many spans were scored
 * @param nothing says why there is none, empty text where there are some
 */
record Candidates(List<Candidate> best, int considered, String nothing) {
    /** The shortest clip that platforms take. */
    private static final int HARD_MIN_MS = 3_000;
    /** The share of the whole speech that a moment may have, where there are moments that short. */
    private static final double MOST_OF_WHOLE = 0.5;
    private static final int KEPT_PER_START = 4;
    /** Bounds the work on a transcript of very short sentences. */
    private static final int MOST_SENTENCES = 100;

    static Candidates of(Speech speech, Topics topics, Preset preset) {
        if (speech.sentences().isEmpty()) {
            return new Candidates(List.of(), 0, "Nothing is spoken.");
        }
        var last = speech.sentences().size() - 1;
        var whole = speech.cut(0, last);
        if (whole.isPresent() && whole.get().lengthMs() < preset.minSeconds() * 1000L) {
            return whole(speech, topics, preset, whole.get(), last);
        }
        var longest = preset.maxSeconds() * 1000L;
        // A highlight is a part: the whole scores well by saying all there is, but is no moment of itself.
        var part = whole.map(cut -> Math.min(longest, (long) (cut.lengthMs() * MOST_OF_WHOLE))).orElse(longest);
        var parts = upTo(part, speech, topics, preset);
        return parts.best().isEmpty() ? upTo(longest, speech, topics, preset) : parts;
    }

    private static Candidates upTo(long longestMs, Speech speech, Topics topics, Preset preset) {
        var best = new ArrayList<Candidate>();
        int considered = 0;
        for (int first = 0; first < speech.sentences().size(); first++) {
            var from = from(first, speech, topics, preset, longestMs);
            considered += from.size();
            from.stream().sorted(Candidate.BEST_FIRST).limit(KEPT_PER_START).forEach(best::add);
        }
        return new Candidates(best, considered, best.isEmpty()
                ? "No span of whole sentences is %d to %d s long.".formatted(preset.minSeconds(), preset.maxSeconds())
                : "");
    }

    private static Candidates whole(Speech speech, Topics topics, Preset preset, Cut cut, int last) {
        if (cut.lengthMs() < HARD_MIN_MS) {
            return new Candidates(List.of(), 1, "The whole speech is shorter than the 3 s that platforms take.");
        }
        int named = 0;
        for (int i = 0; i <= last; i++) {
            named |= topics.named(i);
        }
        return new Candidates(List.of(Candidate.of(speech, topics, named, 0, last, cut, preset.weights())), 1, "");
    }

    private static List<Candidate> from(int first, Speech speech, Topics topics, Preset preset,
            long longestMs) {
        var found = new ArrayList<Candidate>();
        var end = Math.min(speech.sentences().size(), first + MOST_SENTENCES);
        int named = 0;
        for (int last = first; last < end; last++) {
            named |= topics.named(last);
            var cut = speech.cut(first, last);
            if (cut.isEmpty()) {
                continue;
            }
            if (cut.get().lengthMs() > longestMs) {
                break;
            }
            if (cut.get().lengthMs() >= preset.minSeconds() * 1000L) {
                found.add(Candidate.of(speech, topics, named, first, last, cut.get(), preset.weights()));
            }
        }
        return found;
    }
}
