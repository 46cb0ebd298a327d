package io.crealia.local.observability.dashboard;

import io.crealia.local.observability.dashboard.Panel.Kind;
import io.crealia.local.observability.dashboard.Panel.Target;
import io.crealia.local.observability.query.PrometheusException;
import io.crealia.local.observability.query.Range;
import io.crealia.local.observability.query.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One page with every panel of some dashboards. It needs nothing from elsewhere: no script, no font, no picture.
 *
 * <p>Sizes are fixed, so that its height is known before a browser has drawn it ({@link #height}).
 */
public final class DashboardPage {
    /** Of the page that {@link #height} speaks of, in pixels. */
    public static final int WIDTH = 1560;
    private static final int LINES_IN_A_ROW = 3;
    private static final int NUMBERS_IN_A_ROW = 6;

    private final Source source;
    private final Range range;
    private final ZoneId zone;
    private final String origin;

    /** Where values come from. */
    @FunctionalInterface
    public interface Source {
        /** @throws PrometheusException with Prometheus' own words if it refuses the expression */
        List<Series> range(String expression, Range range);
    }

    /** @param origin what the page says of where its values come from */
    public DashboardPage(Source source, Range range, ZoneId zone, String origin) {
        this.source = source;
        this.range = range;
        this.zone = zone;
        this.origin = origin;
    }

    /** @throws PrometheusException if Prometheus does not answer at all; a refused expression is said in its panel */
    public String draw(List<Dashboard> dashboards) {
        var time = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ROOT).withZone(zone);
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<title>Crealia</title><style>").append(style()).append("</style></head><body>");
        html.append("<header><h1>Crealia</h1><p>").append(time.format(range.from())).append(" to ")
                .append(time.format(range.to())).append(' ').append(Html.escape(zone.getId()))
                .append(", a value every ")
                .append(range.step().toSeconds()).append(" s, from ").append(Html.escape(origin))
                .append("</p></header>\n");
        dashboards.forEach(dashboard -> dashboard(html, dashboard));
        return html.append("</body></html>\n").toString();
    }

    private void dashboard(StringBuilder html, Dashboard dashboard) {
        html.append("<section><h2>").append(Html.escape(dashboard.title())).append("</h2><p class=\"about\">")
                .append(Html.escape(dashboard.description())).append("</p>\n");
        for (var block : blocks(dashboard)) {
            if (!block.title().isEmpty()) {
                html.append("<h3>").append(Html.escape(block.title())).append("</h3>\n");
            }
            html.append("<div class=\"").append(block.kind() == Kind.LINES ? "lines" : "numbers").append("\">\n");
            block.panels().forEach(panel -> panel(html, panel));
            html.append("</div>\n");
        }
        html.append("</section>\n");
    }

    /** Panels of one kind that follow each other. The title stands before the first block of its row only. */
    private record Block(String title, Kind kind, List<Panel> panels) {}

    private static List<Block> blocks(Dashboard dashboard) {
        var blocks = new ArrayList<Block>();
        var section = "";
        for (var panel : dashboard.panels()) {
            var newSection = !panel.section().equals(section);
            if (blocks.isEmpty() || newSection || blocks.getLast().kind() != panel.kind()) {
                blocks.add(new Block(newSection ? panel.section() : "", panel.kind(), new ArrayList<>()));
            }
            section = panel.section();
            blocks.getLast().panels().add(panel);
        }
        return blocks;
    }

    private void panel(StringBuilder html, Panel panel) {
        html.append("<article title=\"").append(Html.escape(panel.description())).append("\"><h4>")
                .append(Html.escape(panel.title())).append("</h4>");
        try {
            var lines = new ArrayList<Line>();
            for (var target : panel.targets()) {
                lines.addAll(lines(target));
            }
            var drawable = lines.stream().anyMatch(Line::drawable);
            if (!drawable) {
                html.append("<p class=\"empty\">")
                        .append(lines.isEmpty() ? "No data in this time" : "No number in this time")
                        .append("</p>");
            } else if (panel.kind() == Kind.LINES) {
                html.append(new Chart(panel.unit(), panel.threshold(), range, zone).draw(lines, panel.title()));
            } else {
                number(html, panel, lines);
            }
        } catch (Refused e) {
            html.append("<p class=\"empty fault\">").append(Html.escape(e.getMessage())).append("</p>");
        }
        html.append("</article>\n");
    }

    private List<Line> lines(Target target) {
        var expression = Variables.of(range).fill(target.expression());
        try {
            return source.range(expression, range).stream().map(series -> Line.of(target.legend(), series)).toList();
        } catch (PrometheusException e) {
            if (e.getCause() instanceof IOException) {
                throw e;
            }
            throw new Refused(e);
        }
    }

    /** One panel cannot be drawn; the others can. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(PrometheusException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Of several series the largest, which is the one to look at. */
    private static void number(StringBuilder html, Panel panel, List<Line> lines) {
        var value = lines.stream().mapToDouble(Line::last).filter(Double::isFinite).max().orElse(Double.NaN);
        var over = panel.threshold().isPresent() && value >= panel.threshold().getAsDouble();
        html.append("<p class=\"number").append(over ? " over" : "").append("\">")
                .append(Html.escape(panel.show(value))).append("</p>");
        if (over) {
            html.append("<p class=\"limit\">limit ")
                    .append(Html.escape(panel.unit().show(panel.threshold().getAsDouble())))
                    .append("</p>");
        }
    }

    /** Pixels of the page when it is {@link #WIDTH} wide. */
    public static int height(List<Dashboard> dashboards) {
        int height = 110;
        for (var dashboard : dashboards) {
            height += 96;
            for (var block : blocks(dashboard)) {
                var inARow = block.kind() == Kind.LINES ? LINES_IN_A_ROW : NUMBERS_IN_A_ROW;
                var rows = (block.panels().size() + inARow - 1) / inARow;
                height += (block.title().isEmpty() ? 0 : 46) + rows * (block.kind() == Kind.LINES ? 332 : 116) + 12;
            }
        }
        return height;
    }

    private static String style() {
        try (var file = DashboardPage.class.getResourceAsStream("page.css")) {
            return new String(java.util.Objects.requireNonNull(file, "page.css").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
