package io.crealia.local.observability.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.observability.Recorded;
import io.crealia.local.observability.dashboard.Panel.Kind;
import io.crealia.local.observability.dashboard.Panel.Target;
import io.crealia.local.observability.query.Answers;
import io.crealia.local.observability.query.PrometheusException;
import io.crealia.local.observability.query.Range;
import io.crealia.local.observability.query.Sample;
import io.crealia.local.observability.query.Series;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class DashboardPageTest {
    private static final Range RANGE = new Range(Instant.ofEpochSecond(1_764_331_200),
            Instant.ofEpochSecond(1_764_331_300), Duration.ofSeconds(10));

    private static Panel lines(String title, String legend) {
        return new Panel("Row", title, "", Kind.LINES, Unit.SECONDS, List.of(new Target("x", legend)),
                OptionalDouble.empty(), OptionalInt.empty());
    }

    private static Panel number(double threshold) {
        return new Panel("Row", "One", "", Kind.NUMBER, Unit.SHARE, List.of(new Target("x", "")),
                OptionalDouble.of(threshold), OptionalInt.empty());
    }

    private static String draw(DashboardPage.Source source, Panel... panels) {
        return new DashboardPage(source, RANGE, ZoneOffset.UTC, "http://127.0.0.1:1")
                .draw(List.of(new Dashboard("uid", "Crealia: <test>", "", List.of(panels))));
    }

    private static DashboardPage.Source answering(String file) {
        return (_, _) -> Answers.read(Recorded.text(file));
    }

    @Test
    void draw_recordedAnswer_hasTitleUnitsLegendAndTimes() {
        var html = draw(answering("matrix.json"), lines("Duration", "{{function}}"));

        assertThat(html).contains("<h4>Duration</h4>", "<span>assets-api</span> <b>350 ms</b>",
                "<span>uploads-api</span> <b>500 ms</b>", "28 Nov 2025 12:00:00 to 28 Nov 2025 12:01:40 Z",
                "from http://127.0.0.1:1", ">12:00:30</text>", ">200 ms</text>");
    }

    @Test
    void draw_gapsAndNaN_breakTheLine() {
        var html = draw(answering("matrix.json"), lines("Duration", "{{function}}"));

        // assets-api: three samples, a minute without, two samples.
        assertThat(html.split("<path ", -1)).hasSize(3);
        // uploads-api: one number between NaN and infinity.
        assertThat(html.split("<circle ", -1)).hasSize(2);
        assertThat(html).doesNotContain("NaN", "Infinity").contains("and 1 more");
    }

    @Test
    void draw_textFromElsewhere_isEscaped() {
        var hostile = new Series(Map.of("function", "<script>alert(1)</script>\"'&"),
                List.of(new Sample(1_764_331_210, 1), new Sample(1_764_331_220, 2)));
        var html = draw((_, _) -> List.of(hostile), lines("<i>\"T\"</i>", "{{function}}"), lines("All labels", ""));

        assertThat(html).doesNotContain("<script>", "<i>\"", "<test>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;", "&lt;i&gt;&quot;T&quot;&lt;/i&gt;",
                        "function=&lt;script&gt;", "Crealia: &lt;test&gt;");
    }

    @Test
    void draw_nothingOrNoNumber_isSaid() {
        assertThat(draw(answering("empty.json"), lines("Empty", ""))).contains("No data in this time")
                .doesNotContain("<svg");
        var nan = new Series(Map.of(), List.of(new Sample(1_764_331_210, Double.NaN)));
        assertThat(draw((_, _) -> List.of(nan), lines("NaN", ""), number(1))).contains("No number in this time")
                .doesNotContain("<svg");
    }

    @Test
    void draw_refusedExpression_isSaidInItsPanelAndTheOthersAreDrawn() {
        var html = draw((expression, _) -> expression.equals("bad")
                ? Answers.read(Recorded.text("refused.json"))
                : Answers.read(Recorded.text("matrix.json")),
                new Panel("Row", "Bad", "", Kind.LINES, Unit.COUNT, List.of(new Target("bad", "")),
                        OptionalDouble.empty(), OptionalInt.empty()),
                lines("Good", "{{function}}"));

        assertThat(html).contains("unclosed left parenthesis", "<svg");
    }

    @Test
    void draw_prometheusIsGone_isAFault() {
        assertThatThrownBy(() -> draw((_, _) -> {
            throw new PrometheusException("no Prometheus answers at http://x", new IOException());
        }, lines("Any", ""))).isInstanceOf(PrometheusException.class);
    }

    @Test
    void draw_number_isTheLargestAndRedOverItsLimit() {
        var two = List.of(new Series(Map.of("a", "1"), List.of(new Sample(1, 0.02))),
                new Series(Map.of("a", "2"), List.of(new Sample(1, 0.123), new Sample(2, Double.NaN))));

        assertThat(draw((_, _) -> two, number(0.05))).contains("number over\">12.3 %", "limit 5 %");
        assertThat(draw((_, _) -> two, number(0.5))).contains("number\">12.3 %").doesNotContain("limit 50 %");
    }

    @Test
    void draw_countOfAnIncrease_isWhole() {
        var panel = new Panel("Row", "Runs", "", Kind.NUMBER, Unit.COUNT, List.of(new Target("x", "")),
                OptionalDouble.empty(), OptionalInt.of(0));

        assertThat(draw((_, _) -> List.of(new Series(Map.of(), List.of(new Sample(1, 2.02)))), panel))
                .contains("number\">2<");
    }

    @Test
    void draw_manyLines_drawsTheLargestAndCountsTheRest() {
        var many = new ArrayList<Series>();
        for (int i = 0; i < 20; i++) {
            many.add(new Series(Map.of("n", "line" + i),
                    List.of(new Sample(1_764_331_210, i), new Sample(1_764_331_220, i))));
        }
        assertThat(draw((_, _) -> many, lines("Many", "{{n}}"))).contains("line19", "line12", "and 12 more, smaller")
                .doesNotContain("line11<");
    }

    @Test
    void draw_page_needsNothingFromElsewhereAndIsWellFormed() throws Exception {
        var html = draw(answering("matrix.json"), lines("Duration", "{{function}}"), number(0.1));

        assertThat(html).doesNotContain("<script", "<link", "src=", "url(", "@import")
                .contains("default-src 'none'", "prefers-color-scheme:dark");
        var svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + "</svg>".length());
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2);
    }

    @Test
    void draw_variables_areFilled() {
        var asked = new ArrayList<String>();
        draw((expression, _) -> {
            asked.add(expression);
            return List.of();
        }, new Panel("Row", "P", "", Kind.LINES, Unit.COUNT,
                List.of(new Target("sum(rate(a{instance=~\"$stage\"}[$__rate_interval]))", "")),
                OptionalDouble.empty(), OptionalInt.empty()));

        assertThat(asked).containsExactly("sum(rate(a{instance=~\".*\"}[60s]))");
    }

    @Test
    void shippedDashboards_areReadAndTheirHeightIsKnown() {
        var all = Dashboard.in(Path.of(System.getProperty("crealia.root"), "observability/grafana/dashboards"));

        assertThat(all).hasSize(4);
        assertThat(DashboardPage.height(all)).isBetween(6_000, 16_000);
        var html = new DashboardPage(answering("matrix.json"), RANGE, ZoneOffset.UTC, "x").draw(all);
        all.forEach(dashboard -> dashboard.panels().forEach(
                panel -> assertThat(html).contains("<h4>" + Html.escape(panel.title()) + "</h4>")));
    }
}
