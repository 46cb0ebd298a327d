package io.crealia.timedtext;

import java.util.List;

/** Breaks a cue into lines: as few as will do, broken after clauses, otherwise of like length, the lower the longer. */
final class LineBreaks {
    private static final int CLAUSE = 12;
    private static final int SENTENCE = 24;
    private static final int TOP_HEAVY = 4;

    private final int maxLines;
    private final int maxColumns;

    LineBreaks(int maxLines, int maxColumns) {
        if (maxLines < 1 || maxLines > 2) {
            throw new IllegalArgumentException("expected one or two lines, was " + maxLines);
        }
        this.maxLines = maxLines;
        this.maxColumns = maxColumns;
    }

    boolean fit(List<Unit> cue) {
        return CueCost.columns(cue) <= maxColumns || maxLines == 2 && bestBreak(cue) > 0;
    }

    List<String> lines(List<Unit> cue) {
        if (CueCost.columns(cue) <= maxColumns) {
            return List.of(text(cue));
        }
        int at = bestBreak(cue);
        return List.of(text(cue.subList(0, at)), text(cue.subList(at, cue.size())));
    }

    /** @return the index of the lower line's first unit; 0 if there is no break that fits */
    private int bestBreak(List<Unit> cue) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        int total = CueCost.columns(cue);
        int upper = cue.getFirst().columns();
        for (int at = 1; at < cue.size(); at++) {
            var unit = cue.get(at);
            int lower = total - upper - (unit.spaced() ? 1 : 0);
            if (upper <= maxColumns && lower <= maxColumns) {
                int cost = Math.abs(upper - lower) + (upper > lower ? TOP_HEAVY : 0) - bonus(cue.get(at - 1));
                if (cost < least) {
                    least = cost;
                    best = at;
                }
            }
            upper += unit.columns() + (unit.spaced() ? 1 : 0);
        }
        return best;
    }

    private static int bonus(Unit before) {
        return before.endsSentence() ? SENTENCE : before.endsClause() ? CLAUSE : 0;
    }

    private static String text(List<Unit> line) {
        var text = new StringBuilder();
        for (var unit : line) {
            text.append(unit.spaced() && !text.isEmpty() ? " " : "").append(unit.text());
        }
        return text.toString();
    }
}
