package io.crealia.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.observability.MetricCatalogue;
import io.crealia.local.observability.dashboard.Dashboard;
import io.crealia.local.observability.dashboard.Variables;
import io.crealia.local.observability.query.Range;
import io.crealia.observability.promql.Promql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every expression of rules, dashboards and runbooks parses and speaks of metrics and labels of the catalogue only. */
class ExpressionsTest {
    private static final Pattern LEGEND = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?([a-z_]+) *}}");
    private static final Pattern PROMQL_BLOCK = Pattern.compile("```promql\\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> WORDS = Set.of("else", "end");

    private final Catalogue catalogue = Catalogue.read(Project.text(Project.FOLDER.resolve("metrics.md")));
    private final Meaning meaning = withRecordings();
    private final Variables variables = Variables.of(Range.before(Instant.EPOCH, Duration.ofHours(1)));

    private Meaning withRecordings() {
        var known = Meaning.of(catalogue);
        for (var rule : Rules.recordings()) {
            known.recorded().put(rule.name(), known.labels(Promql.parse(rule.expression())));
            assertThat(known.faults()).as(rule.name()).isEmpty();
        }
        return known;
    }

    @Test
    void catalogue_isReadWhole() {
        assertThat(catalogue.metrics()).hasSizeGreaterThanOrEqualTo(47);
        assertThat(catalogue.metrics().get("crealia_http_requests_total").labels()).contains("function", "route",
                "status");
        assertThat(catalogue.series("crealia_http_request_duration_seconds_bucket")).isPresent();
        assertThat(catalogue.series("crealia_http_request_duration_seconds")).isEmpty();
    }

    @Test
    void catalogue_hasTheFourClassesOfTheOldSystem() {
        var sections = MetricCatalogue.read(Project.FOLDER.resolve("metrics.md")).sections();
        assertThat(sections).containsKeys("Performance", "Resources", "Security", "Business");
        assertThat(sections.values().stream().flatMap(List::stream).map(MetricCatalogue.Metric::name))
                .containsExactlyInAnyOrderElementsOf(catalogue.metrics().keySet());
    }

    @Test
    void alerts_nameMetricsAndLabelsOfTheCatalogue() {
        for (var alert : Rules.alerts()) {
            var labels = meaning.labels(Promql.parse(alert.expression()));
            assertThat(meaning.faults()).as(alert.name()).isEmpty();
            alert.annotations().forEach((name, text) -> assertThat(labels).as(alert.name() + ", " + name)
                    .containsAll(names(text)));
        }
    }

    @Test
    void dashboards_nameMetricsAndLabelsOfTheCatalogue() {
        for (var dashboard : Dashboard.in(Project.DASHBOARDS)) {
            for (var panel : dashboard.panels()) {
                for (var target : panel.targets()) {
                    var where = dashboard.title() + ", " + panel.title();
                    var labels = meaning.labels(Promql.parse(variables.fill(target.expression())));
                    assertThat(meaning.faults()).as(where).isEmpty();
                    assertThat(labels).as(where + ": legend").containsAll(names(target.legend()));
                }
            }
        }
    }

    @Test
    void dashboards_showEveryMetricOfTheCatalogue() {
        var shown = Meaning.of(catalogue);
        var recorded = new TreeSet<String>();
        for (var rule : Rules.recordings()) {
            shown.recorded().put(rule.name(), meaning.recorded().get(rule.name()));
        }
        for (var dashboard : Dashboard.in(Project.DASHBOARDS)) {
            dashboard.panels().forEach(panel -> panel.targets().forEach(target -> {
                var expression = variables.fill(target.expression());
                shown.labels(Promql.parse(expression));
                Rules.recordings().stream().map(Rules.Recording::name).filter(expression::contains)
                        .forEach(recorded::add);
            }));
        }
        assertThat(shown.metrics()).containsAll(catalogue.metrics().keySet());
        assertThat(recorded).isNotEmpty();
    }

    @Test
    void runbooks_nameMetricsAndLabelsOfTheCatalogue() {
        var read = new ArrayList<String>();
        for (var page : Project.files(Project.RUNBOOKS, ".md")) {
            PROMQL_BLOCK.matcher(Project.text(page)).results().flatMap(block -> block.group(1).lines())
                    .filter(line -> !line.isBlank()).forEach(line -> {
                        meaning.labels(Promql.parse(line));
                        assertThat(meaning.faults()).as(page.getFileName() + ": " + line).isEmpty();
                        read.add(line);
                    });
        }
        assertThat(read).hasSizeGreaterThan(20);
    }

    @Test
    void plantedFaults_areFound() {
        assertThat(faults("crealia_no_such_total")).containsExactly("no metric crealia_no_such_total");
        assertThat(faults("crealia_http_request_duration_seconds")).hasSize(1);
        assertThat(faults("sum by (tenant) (crealia_http_requests_total)")).hasSize(1);
        assertThat(faults("crealia_http_requests_total{asset_id=\"x\"}")).hasSize(1);
        assertThat(faults("rate(crealia_function_memory_bytes[5m])")).hasSize(1);
        assertThat(faults(
                "histogram_quantile(0.9, sum by (function) (rate(crealia_function_duration_seconds_bucket[5m])))"))
                .hasSize(1);
        assertThat(faults("sum by (function) (crealia_function_memory_bytes) / crealia_function_environments"))
                .hasSize(1);
        assertThat(faults("sum by (instance, function) (rate(crealia_function_invocations_total[5m]))")).isEmpty();
        assertThatThrownBy(() -> variables.fill("up{job=\"$datacentre\"}")).hasMessageContaining("$datacentre");
        assertThatThrownBy(() -> Catalogue.read("| `crealia_a_total` | counter | - |\n".repeat(2)))
                .hasMessageContaining("crealia_a_total stands there twice");
        assertThatThrownBy(() -> Catalogue.read("| `crealia_a_total` | counter | route |\n"))
                .hasMessageContaining("expected `label`: values");
    }

    private List<String> faults(String expression) {
        var fresh = Meaning.of(catalogue);
        fresh.labels(Promql.parse(expression));
        return fresh.faults();
    }

    private static List<String> names(String template) {
        return LEGEND.matcher(template).results().map(found -> found.group(1)).filter(name -> !WORDS.contains(name))
                .toList();
    }
}
