package io.crealia.local.observability.dashboard;

import io.crealia.local.observability.query.Range;
import io.crealia.local.observability.query.Sample;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Lines over time as SVG, with its legend. */
final class Chart {
    /** Colours that people tell apart; more lines are counted, not drawn. */
    static final int COLOURS = 8;
    private static final double WIDTH = 480;
    private static final double HEIGHT = 190;
    private static final double LEFT = 62;
    private static final double RIGHT = 10;
    private static final double TOP = 8;
    private static final double BOTTOM = 22;

    private final Unit unit;
    private final OptionalDouble threshold;
    private final Range range;
    private final ZoneId zone;

    Chart(Unit unit, OptionalDouble threshold, Range range, ZoneId zone) {
        this.unit = unit;
        this.threshold = threshold;
        this.range = range;
        this.zone = zone;
    }

    /** @param lines at least one that is drawable */
    String draw(List<Line> lines, String title) {
        var drawn = lines.stream().filter(Line::drawable)
                .sorted(Comparator.comparingDouble(Line::most).reversed().thenComparing(Line::name)).limit(COLOURS)
                .toList();
        var values = valueScale(drawn);
        var times = Scale.ofTime(range.from(), range.to(), zone);
        var svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\" xmlns=\"http://www.w3.org/2000/svg\">",
                WIDTH, HEIGHT, Html.escape(title)));
        grid(svg, values, times);
        threshold.ifPresent(limit -> limit(svg, values, limit));
        for (int i = 0; i < drawn.size(); i++) {
            line(svg, drawn.get(i), i + 1, values, times);
        }
        svg.append("</svg>");
        legend(svg, drawn, lines.size() - drawn.size());
        return svg.toString();
    }

    private Scale valueScale(List<Line> drawn) {
        var most = drawn.stream().mapToDouble(Line::most).max().orElse(1);
        var least = drawn.stream().mapToDouble(Line::least).min().orElse(0);
        // A limit that is far away would press every line to the floor.
        if (threshold.isPresent() && threshold.getAsDouble() <= 3 * most) {
            most = Math.max(most, threshold.getAsDouble() * 1.05);
        }
        return Scale.of(least, most);
    }

    private void grid(StringBuilder svg, Scale values, Scale times) {
        for (var mark : values.marks()) {
            var y = y(values, mark);
            svg.append(String.format(Locale.ROOT,
                    "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/><text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    mark == values.low() ? "axis" : "grid", LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 3.5,
                    Html.escape(unit.show(mark))));
        }
        var longer = range.to().getEpochSecond() - range.from().getEpochSecond() > 2 * 24 * 3600;
        var shorter = range.to().getEpochSecond() - range.from().getEpochSecond() < 300;
        var format = DateTimeFormatter.ofPattern(longer ? "d MMM" : shorter ? "HH:mm:ss" : "HH:mm", Locale.ROOT)
                .withZone(zone);
        for (var mark : times.marks()) {
            svg.append(String.format(Locale.ROOT,
                    "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>", x(times, mark),
                    HEIGHT - 6, format.format(Instant.ofEpochSecond(mark.longValue()))));
        }
    }

    private void limit(StringBuilder svg, Scale values, double limit) {
        if (limit > values.high()) {
            return;
        }
        var y = y(values, limit);
        svg.append(String.format(Locale.ROOT,
                "<line class=\"limit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"><title>limit %s</title></line>",
                LEFT, WIDTH - RIGHT, y, y, Html.escape(unit.show(limit))));
    }

    private void line(StringBuilder svg, Line line, int colour, Scale values, Scale times) {
        svg.append("<g class=\"c").append(colour).append("\"><title>").append(Html.escape(line.name())).append(": ")
                .append(Html.escape(unit.show(line.last()))).append("</title>");
        for (var stroke : line.strokes(range.step().toSeconds())) {
            if (stroke.size() == 1) {
                svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>",
                        x(times, stroke.getFirst().seconds()), y(values, stroke.getFirst().value())));
            } else {
                path(svg, stroke, values, times);
            }
        }
        svg.append("</g>");
    }

    private static void path(StringBuilder svg, List<Sample> stroke, Scale values, Scale times) {
        svg.append("<path d=\"");
        for (int i = 0; i < stroke.size(); i++) {
            svg.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L",
                    x(times, stroke.get(i).seconds()), y(values, stroke.get(i).value())));
        }
        svg.append("\"/>");
    }

    private void legend(StringBuilder html, List<Line> drawn, int notDrawn) {
        html.append("<ul class=\"legend\">");
        for (int i = 0; i < drawn.size(); i++) {
            var line = drawn.get(i);
            html.append("<li><i class=\"k").append(i + 1).append("\"></i><span>").append(Html.escape(line.name()))
                    .append("</span> <b>").append(Html.escape(unit.show(line.last()))).append("</b></li>");
        }
        if (notDrawn > 0) {
            html.append("<li class=\"more\">and ").append(notDrawn).append(" more, smaller</li>");
        }
        html.append("</ul>");
    }

    private static double x(Scale times, double seconds) {
        return LEFT + times.place(seconds) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(Scale values, double value) {
        return HEIGHT - BOTTOM - values.place(value) * (HEIGHT - TOP - BOTTOM);
    }
}
