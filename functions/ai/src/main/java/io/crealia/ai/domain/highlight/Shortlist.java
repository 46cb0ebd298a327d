package io.crealia.ai.domain.highlight;

import io.crealia.ai.domain.TextChecks;
import io.crealia.contracts.Preset;
import io.crealia.timedtext.Transcript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The best moments of a speech that do not overlap, before a model is asked for its order of them. */
public final class Shortlist {
    private static final int PER_REEL = 4;
    private static final int HIGHLIGHTS_PER_REEL = 2;
    private static final int MOST_TEXT = 2_000;

    private final Speech speech;
    private final Topics topics;
    private final Preset preset;
    private final List<Candidate> candidates;
    private final int considered;
    private final String nothing;

    private Shortlist(Speech speech, Topics topics, Preset preset, List<Candidate> candidates, int considered,
            String nothing) {
        this.speech = speech;
        this.topics = topics;
        this.preset = preset;
        this.candidates = candidates;
        this.considered = considered;
        this.nothing = nothing;
    }

    /**
     * @param sound {@link SoundLevels#NONE} where there is none
     * @param durationMs of the media: no clip ends after it
     */
    public static Shortlist of(Transcript transcript, SoundLevels sound, long durationMs, Preset preset) {
        var speech = new Speech(transcript, sound, durationMs);
        var topics = Topics.of(speech.words(), speech.sentences(), transcript.language());
        var all = Candidates.of(speech, topics, preset);
        var sorted = all.best().stream().sorted(Candidate.BEST_FIRST).toList();
        var good = sorted.stream().filter(candidate -> candidate.mean() >= preset.minScore()).toList();
        var nothing = sorted.isEmpty() || !good.isEmpty()
                ? all.nothing()
                : "The best moment scores %s, which is below the preset's %s."
                        .formatted(Term.rounded(sorted.getFirst().mean()), preset.minScore());
        return new Shortlist(speech, topics, preset, apart(good, preset.reels() * PER_REEL), all.considered(),
                nothing);
    }

    /** How many spans of sentences were scored. */
    public int considered() {
        return considered;
    }

    /** Why there is no moment; empty where there is one. */
    public Optional<String> nothing() {
        return Optional.of(nothing).filter(reason -> !reason.isEmpty());
    }

    /** What is spoken in each moment, the best first, at most 2,000 characters each, without markup. */
    public List<String> texts() {
        return candidates.stream().map(this::text).toList();
    }

    /**
     * The highlights, by descending score.
     *
     * @param order indexes into {@link #texts}, each at most once, as a model likes them; empty if none was asked
     */
    public List<Highlight> choose(List<Integer> order) {
        record Scored(Candidate candidate, double rerank, double score) {}
        var scored = new ArrayList<Scored>();
        for (int i = 0; i < candidates.size(); i++) {
            var place = order.indexOf(i);
            var rerank = place < 0 ? 0 : Term.rounded(1 - (double) place / candidates.size());
            scored.add(new Scored(candidates.get(i), rerank, Term.score(candidates.get(i).mean(), rerank)));
        }
        scored.sort(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::candidate,
                Candidate.BEST_FIRST));
        var highlights = new ArrayList<Highlight>();
        for (var next : scored.subList(0, Math.min(scored.size(), preset.reels() * HIGHLIGHTS_PER_REEL))) {
            highlights.add(highlight(next.candidate(), highlights.size() + 1, next.rerank(), next.score(), order));
        }
        return highlights;
    }

    private Highlight highlight(Candidate candidate, int rank, double rerank, double score, List<Integer> order) {
        var first = speech.sentences().get(candidate.first()).first();
        var last = speech.sentences().get(candidate.last()).last();
        var reasons = new Reasons(speech, topics, preset).of(candidate,
                order.indexOf(candidates.indexOf(candidate)) + 1, candidates.size());
        return new Highlight(rank, candidate.cut().startMs(), candidate.cut().endMs(), score, candidate.terms(),
                rerank, first, last, text(candidate), reasons);
    }

    private String text(Candidate candidate) {
        var text = TextChecks.cleaned(speech.text(candidate.first(), candidate.last()));
        if (text.length() <= MOST_TEXT) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(MOST_TEXT - 2)) ? MOST_TEXT - 2 : MOST_TEXT - 1;
        return text.substring(0, end) + "…";
    }

    private static List<Candidate> apart(List<Candidate> bestFirst, int most) {
        var taken = new ArrayList<Candidate>();
        for (var candidate : bestFirst) {
            if (taken.size() == most) {
                break;
            }
            if (taken.stream().allMatch(other -> candidate.cut().apartFrom(other.cut()))) {
                taken.add(candidate);
            }
        }
        return taken;
    }
}
