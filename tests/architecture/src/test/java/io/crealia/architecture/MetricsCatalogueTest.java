package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Step;
import io.crealia.local.lambda.template.FunctionEvent;
import io.crealia.metrics.Label;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue of metrics is what is documented, what code counts, and what other lists of the project say. */
class MetricsCatalogueTest {
    private static final Path CATALOGUE = Sources.ROOT.resolve("observability/metrics.md");
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`: (.*)");
    private static final Pattern USED = Pattern.compile("Metric\\.([A-Z_]+)\\b");
    /** A gauge is a {@code Point} of the exporter, a counter is added to, a histogram observes. */
    private static final Pattern EMITTED = Pattern.compile(
            "(?:Metrics\\.(?:count|add|observe)|samples\\.add|Point\\s*\\.gauge)\\(\\s*(?:samples, )?Metric\\.([A-Z_]+)\\b");

    /** One row as {@code name, type, labels, unit, meaning}. */
    private static TreeMap<String, List<String>> documented() throws IOException {
        var rows = new TreeMap<String, List<String>>();
        for (var line : Files.readAllLines(CATALOGUE)) {
            if (line.startsWith("| `" + Metric.PREFIX)) {
                var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
                assertThat(rows.put(cells.get(1).replace("`", ""), cells.subList(2, cells.size()))).as(line).isNull();
            }
        }
        return rows;
    }

    @Test
    void metrics_documentedExactly() throws IOException {
        var inCode = Metric.all().stream().map(Metric::metricName).toList();
        assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(inCode);
        assertThat(inCode).hasSizeGreaterThan(40);
    }

    @Test
    void metrics_documentedAsTheyAre() throws IOException {
        var rows = documented();
        for (var metric : Metric.all()) {
            var row = rows.get(metric.metricName());
            assertThat(row.get(0)).as(metric.metricName()).isEqualTo(metric.type().name().toLowerCase(Locale.ROOT));
            assertThat(row.get(2)).as(metric.metricName()).isEqualTo(unit(metric.unit()));
            assertThat(row.get(3)).as(metric.metricName()).isEqualTo(metric.help());
            assertThat(row.get(4)).as(metric.metricName() + " emitted by").isNotBlank();
            labels(metric, row.get(1));
        }
    }

    private static void labels(Metric metric, String cell) {
        var parts = cell.equals("-") ? List.<String>of() : List.of(cell.split("; "));
        assertThat(parts).as("labels of " + metric.metricName()).hasSameSizeAs(metric.labels());
        for (var i = 0; i < parts.size(); i++) {
            var label = metric.labels().get(i);
            var match = LABEL.matcher(parts.get(i));
            assertThat(match.matches()).as(parts.get(i)).isTrue();
            assertThat(match.group(1)).isEqualTo(label.name());
            // A list that has its origin elsewhere is compared with that, below.
            if (!match.group(2).startsWith("those of ")) {
                var values = Arrays.stream(match.group(2).split(" ")).map(value -> value.replace("`", "")).toList();
                assertThat(values).as(metric.metricName()).containsExactlyElementsOf(label.values());
            }
        }
    }

    private static String unit(Metric.Unit unit) {
        return switch (unit) {
            case ONE -> "1";
            case SECONDS -> "s";
            case BYTES -> "bytes";
            case MICROS -> "millionths of a US dollar";
        };
    }

    @Test
    void metrics_nameAndTypeAgree() {
        for (var metric : Metric.all()) {
            assertThat(metric.metricName()).matches("crealia_[a-z_]+");
            assertThat(metric.metricName().endsWith("_total")).as(metric.metricName())
                    .isEqualTo(metric.type() == Metric.Type.COUNTER);
            if (metric.type() == Metric.Type.HISTOGRAM) {
                assertThat(metric.unit()).isEqualTo(Metric.Unit.SECONDS);
            }
        }
    }

    @Test
    void metrics_eachIsEmittedByCode() throws ReflectiveOperationException {
        var constants = new TreeSet<String>();
        for (var field : Metric.class.getFields()) {
            if (field.getType() == Metric.class) {
                constants.add(field.getName());
            }
        }
        var emitted = main(EMITTED);
        assertThat(constants).hasSize(Metric.all().size());
        assertThat(emitted).containsExactlyInAnyOrderElementsOf(constants);
        assertThat(constants).containsAll(main(USED).stream()
                .filter(name -> name.contains("_")).toList());
    }

    private static Set<String> main(Pattern pattern) {
        var found = new TreeSet<String>();
        for (var module : Sources.ROOT.resolve("functions").toFile().list()) {
            var sources = "functions/" + module + "/src/main";
            if (Files.isDirectory(Sources.ROOT.resolve(sources))) {
                found.addAll(Sources.inJava(sources, pattern));
            }
        }
        return found;
    }

    @Test
    void functionsQueuesAndRoutes_areThoseOfTheTemplate() {
        var template = TemplateContractTest.template();
        var functions = new ArrayList<String>();
        var routes = new TreeSet<String>();
        for (var function : template.functions()) {
            functions.add(Names.withoutStage(function.name()));
            function.events(FunctionEvent.ApiRoute.class)
                    .forEach(route -> routes.add(route.method() + " " + route.path()));
        }
        functions.add(Names.SHARED);
        assertThat(Names.FUNCTIONS).containsExactlyInAnyOrderElementsOf(functions);
        assertThat(Names.ROUTES).containsExactlyInAnyOrderElementsOf(routes);
        var queues = template.queues().stream().map(queue -> Names.withoutStage(queue.name())).collect(Collectors
                .partitioningBy(name -> name.endsWith("-dlq")));
        assertThat(Names.QUEUES).containsExactlyInAnyOrderElementsOf(queues.get(false));
        assertThat(Names.DEAD_LETTERS).containsExactlyInAnyOrderElementsOf(queues.get(true));
    }

    @Test
    void steps_areThoseOfTheContracts() {
        assertThat(Names.STEPS).containsExactlyElementsOf(Arrays.stream(Step.values()).map(Step::wireName).toList());
    }

    @Test
    void refusals_areTheCodesBelowFiveHundred() throws ReflectiveOperationException {
        var codes = ErrorCodes.all().values().stream().filter(code -> code.status() < 500)
                .map(code -> code.value()).toList();
        assertThat(Names.REFUSALS).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void rejections_areTheReasonsOfUploads() {
        var media = values(Metric.MEDIA_REJECTED, "reason");
        var used = Sources.inJava("functions/uploads/src/main",
                Pattern.compile("\"(upload\\.(?:empty|not_media|[a-z]+_mismatch))\""));
        assertThat(media).isEqualTo(used);
    }

    @Test
    void labels_neverNameWhatIsUnbounded() {
        var names = new HashSet<String>();
        Metric.all().forEach(metric -> metric.labels().forEach(label -> names.add(label.name())));
        assertThat(names).doesNotContain("tenant", "asset", "id", "path", "user", "message");
        Metric.all().forEach(metric -> metric.labels()
                .forEach(label -> assertThat(label.values()).as(label.name()).doesNotContain(Label.OTHER)
                        .hasSizeLessThanOrEqualTo(100)));
    }

    private static Set<String> values(Metric metric, String label) {
        return new TreeSet<>(metric.labels().stream().filter(found -> found.name().equals(label)).findFirst()
                .orElseThrow().values());
    }
}
