package io.crealia.timedtext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays words out as cues. Of all ways to cut the words it takes the cheapest, where a cut after a sentence or clause is
 * cheap and one inside a phrase is dear (dynamic programming, so the same words always give the same cues). Limits count
 * columns: a character of Chinese or Japanese is two, which halves the limits for these scripts.
 */
public final class CueLayout {
    /** How much earlier than its first word a cue may come, where that makes it readable. */
    private static final long LEAD_MS = 500;
    /** A shorter gap between two cues is closed, as it only flickers. */
    private static final long FLICKER_MS = 250;

    private final Limits limits;

    private CueLayout(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param maxColumns of a line
     * @param maxWords of a cue
     * @param maxPerSecond columns to read per second; kept wherever the pace of speech leaves room for it
     */
    record Limits(int maxLines, int maxColumns, int maxWords, int maxPerSecond, long minMs, long maxMs) {}

    /** Two lines of 42 characters, 20 characters per second, 1 to 7 seconds. */
    public static CueLayout landscape() {
        return new CueLayout(new Limits(2, 42, 40, 20, 1_000, 7_000));
    }

    /** One to four words of at most 20 characters together, for vertical video; they come and go with the speech. */
    public static CueLayout vertical() {
        return new CueLayout(new Limits(1, 20, 4, 40, 200, 3_000));
    }

    public List<Cue> cues(Transcript transcript) {
        return cues(transcript.words());
    }

    /**
     * @param words by ascending start
     * @return cues by start; none overlaps another
     */
    public List<Cue> cues(List<Word> words) {
        var units = Unit.of(words, limits.maxColumns());
        return units.isEmpty() ? List.of() : timed(units, cuts(units));
    }

    /** For each cue, the index behind its last unit. */
    private List<Integer> cuts(List<Unit> units) {
        int size = units.size();
        var cost = new double[size + 1];
        var from = new int[size + 1];
        Arrays.fill(cost, Double.MAX_VALUE);
        cost[0] = 0;
        var breaks = new LineBreaks(limits.maxLines(), limits.maxColumns());
        for (int first = 0; first < size; first++) {
            for (int last = first; last < size && fits(units, first, last, breaks); last++) {
                var total = cost[first] + CueCost.of(units, first, last, limits);
                if (total < cost[last + 1]) {
                    cost[last + 1] = total;
                    from[last + 1] = first;
                }
            }
        }
        var cuts = new ArrayList<Integer>();
        for (int end = size; end > 0; end = from[end]) {
            cuts.addFirst(end);
        }
        return cuts;
    }

    private boolean fits(List<Unit> units, int first, int last, LineBreaks breaks) {
        if (first == last) {
            return true;
        }
        var cue = units.subList(first, last + 1);
        return cue.stream().filter(Unit::spaced).count() <= limits.maxWords() - (cue.getFirst().spaced() ? 0 : 1)
                && units.get(last).endMs() - units.get(first).startMs() <= limits.maxMs() && breaks.fit(cue);
    }

    private List<Cue> timed(List<Unit> units, List<Integer> cuts) {
        var breaks = new LineBreaks(limits.maxLines(), limits.maxColumns());
        var cues = new ArrayList<Cue>(cuts.size());
        int first = 0;
        long free = 0;
        for (int end : cuts) {
            var cue = units.subList(first, end);
            var next = end < units.size() ? units.get(end).startMs() : Long.MAX_VALUE;
            var span = span(cue, free, next);
            cues.add(new Cue(span.startMs(), span.endMs(), breaks.lines(cue)));
            free = span.endMs();
            first = end;
        }
        return List.copyOf(cues);
    }

    /** A cue that comes too fast to be read stays longer, then comes earlier, as far as its neighbours leave room. */
    private CueTimes.Span span(List<Unit> cue, long free, long next) {
        var needed = Math.clamp(CueCost.neededMs(cue, limits), limits.minMs(), limits.maxMs());
        var start = Math.max(free, cue.getFirst().startMs());
        var end = Math.max(cue.getLast().endMs(), start + needed);
        if (end > next || next - end < FLICKER_MS) {
            end = next;
        }
        end = Math.min(end, start + limits.maxMs());
        if (end - start < needed) {
            start = Math.max(Math.max(free, end - needed), Math.max(0, start - LEAD_MS));
        }
        return new CueTimes.Span(start, Math.max(end, start + limits.minMs()));
    }
}
