package io.crealia.timedtext;

import java.util.List;

/** How bad it is to make a cue of given units. The figures only rank: what matters is which is larger. */
final class CueCost {
    private static final double CUE = 30;
    private static final double CUT_AFTER_PAUSE = 20;
    private static final double CUT_AFTER_CLAUSE = 30;
    private static final double CUT_ANYWHERE = 120;
    private static final double SENTENCE_INSIDE = 40;
    private static final double TOO_FAST = 400;
    private static final double TOO_SHORT = 300;
    private static final double NEARLY_EMPTY = 60;
    private static final long PAUSE_MS = 300;
    private static final long LONG_PAUSE_MS = 700;

    private CueCost() {}

    static double of(List<Unit> units, int first, int last, CueLayout.Limits limits) {
        var cue = units.subList(first, last + 1);
        var end = units.get(last);
        var cost = CUE + cut(units, last);
        for (int i = first; i < last; i++) {
            var inside = units.get(i);
            cost += inside.endsSentence() ? SENTENCE_INSIDE : 0;
            cost += Math.max(0, inside.pauseMs() - LONG_PAUSE_MS) / 5.0;
        }
        var room = end.endMs() + end.pauseMs() - units.get(first).startMs();
        if (last + 1 < units.size()) {
            var needed = neededMs(cue, limits);
            cost += room < needed ? TOO_FAST * (needed - room) / needed : 0;
            cost += room < limits.minMs() ? TOO_SHORT : 0;
        }
        var columns = columns(cue);
        return cost + NEARLY_EMPTY * (1 - Math.min(1.0, (double) columns / limits.maxColumns()));
    }

    static long neededMs(List<Unit> cue, CueLayout.Limits limits) {
        return Math.ceilDiv(columns(cue) * 1000L, limits.maxPerSecond());
    }

    static int columns(List<Unit> cue) {
        int columns = cue.getFirst().spaced() ? -1 : 0;
        for (var unit : cue) {
            columns += unit.columns() + (unit.spaced() ? 1 : 0);
        }
        return columns;
    }

    private static double cut(List<Unit> units, int last) {
        var end = units.get(last);
        if (end.endsSentence() || last == units.size() - 1) {
            return 0;
        }
        if (end.pauseMs() >= PAUSE_MS) {
            return CUT_AFTER_PAUSE;
        }
        return end.endsClause() ? CUT_AFTER_CLAUSE : CUT_ANYWHERE;
    }
}
