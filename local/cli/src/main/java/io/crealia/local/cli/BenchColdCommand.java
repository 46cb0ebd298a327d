package io.crealia.local.cli;

import io.crealia.local.lambda.isolated.BareStart;
import io.crealia.local.lambda.isolated.ClassLoadLog;
import io.crealia.local.lambda.isolated.InvocationReport;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From the start of a process, or from the thaw of a snapshot, to the first answer. Medians; CPU time beside wall time,
 * because other work on the machine lengthens only the latter.
 */
@Command(name = "cold", description = "Measures the cold start of each function, without SnapStart and restored from a snapshot.", mixinStandardHelpOptions = true)
final class BenchColdCommand implements Callable<Integer> {
    private static final int SHOWN_LIBRARIES = 6;

    @Mixin
    private Options options;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "7", description = "Starts of each kind, 1 to 99. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(names = "--function", paramLabel = "ID", description = "Only this function; may be repeated")
    private List<String> only = new ArrayList<>();

    /** Wall and CPU time to the first answer, in ms. */
    private record Sample(double wall, double cpu) {}

    private record Row(String function, double zipMb, Sample cold, Optional<Sample> restored,
            Map<String, Double> shares) {}

    @Override
    public Integer call() throws IOException {
        if (runs < 1 || runs > 99) {
            throw new IllegalArgumentException("--runs: expected a number from 1 to 99, was " + runs);
        }
        var settings = options.settings();
        var functions = Packages.functions(settings).stream()
                .filter(each -> only.isEmpty() || only.stream().anyMatch(each.id()::equalsIgnoreCase)).toList();
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("--function: there is none of " + only);
        }
        var cold = measure(settings, functions, false, "cold");
        var restored = measure(settings, functions, true, "restored");
        var shares = shares(settings, functions);
        var rows = new ArrayList<Row>();
        rows.add(new Row("(bare handler)", 0, bare(settings), Optional.empty(), Map.of()));
        for (var function : functions) {
            rows.add(new Row(function.id(),
                    Files.size(settings.root().resolve(function.codeUri())) / 1e6, cold.get(function.id()),
                    Optional.of(restored.get(function.id())), shares.get(function.id())));
        }
        print(rows);
        return Exit.OK;
    }

    private Sample bare(EditionSettings settings) throws IOException {
        say("bare handler");
        return median(BareStart.measure(settings.home().resolve("functions"), runs).stream()
                .map(BenchColdCommand::sampleOf).toList());
    }

    private Map<String, Sample> measure(EditionSettings settings, List<FunctionDefinition> functions,
            boolean snapStart, String what) throws IOException {
        var reports = new CopyOnWriteArrayList<InvocationReport>();
        var isolated = settings.isolated().with(same -> same.withSnapStart(snapStart).withReports(reports::add));
        var samples = new HashMap<String, Sample>();
        try (var edition = LocalEdition.start(isolated)) {
            var token = DeveloperToken.issue(settings, edition.issuer());
            for (var function : functions) {
                say("%s %s".formatted(what, function.id()));
                var event = BenchEvents.of(settings.root(), function, token);
                var own = new ArrayList<Sample>();
                for (var run = 0; run < runs; run++) {
                    own.add(sampleOf(first(edition, function, event, reports)));
                }
                samples.put(function.id(), median(own));
            }
        }
        return samples;
    }

    private static InvocationReport first(LocalEdition edition, FunctionDefinition function, String event,
            List<InvocationReport> reports) {
        edition.runtime().fleet().orElseThrow().retire(function.id());
        var before = reports.size();
        var result = edition.runtime().lambda().invoke(function.id(), event.getBytes(StandardCharsets.UTF_8));
        if (!result.succeeded()) {
            throw new IllegalStateException(function.id() + " did not answer: " + result.summary());
        }
        return reports.subList(before, reports.size()).stream()
                .filter(report -> report.function().equals(function.id()) && report.init().isPresent()).findFirst()
                .orElseThrow(() -> new IllegalStateException(function.id() + " was not started for this call"));
    }

    private static Sample sampleOf(InvocationReport report) {
        var before = report.restore().or(report::init).orElse(Duration.ZERO);
        return new Sample(ms(before.plus(report.duration())), ms(report.restoreCpu().orElse(report.cpu())));
    }

    private Map<String, Map<String, Double>> shares(EditionSettings settings, List<FunctionDefinition> functions)
            throws IOException {
        var shares = new HashMap<String, Map<String, Double>>();
        var logs = Files.createDirectories(settings.home().resolve("bench"));
        var reports = new CopyOnWriteArrayList<InvocationReport>();
        var isolated = settings.isolated().with(same -> same.withSnapStart(false).withReports(reports::add)
                .withJvmOptions(List.of(ClassLoadLog.option(logs))));
        try (var edition = LocalEdition.start(isolated)) {
            var token = DeveloperToken.issue(settings, edition.issuer());
            for (var function : functions) {
                say("shares " + function.id());
                var report = first(edition, function, BenchEvents.of(settings.root(), function, token), reports);
                shares.put(function.id(), ClassLoadLog.shares(logs, report.pid()));
            }
        }
        return shares;
    }

    private static Sample median(List<Sample> samples) {
        return new Sample(middle(samples, Sample::wall), middle(samples, Sample::cpu));
    }

    private static double middle(List<Sample> samples, Function<Sample, Double> value) {
        var sorted = samples.stream().map(value).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private void print(List<Row> rows) {
        if (options.json()) {
            var json = Json.object().put("runs", runs);
            var list = json.putArray("functions");
            for (var row : rows) {
                var entry = list.addObject().put("function", row.function()).put("zip_mb", row.zipMb())
                        .put("cold_wall_ms", row.cold().wall()).put("cold_cpu_ms", row.cold().cpu());
                row.restored().ifPresent(sample -> entry.put("restore_wall_ms", sample.wall())
                        .put("restore_cpu_ms", sample.cpu()));
                var shares = entry.putObject("shares");
                row.shares().forEach(shares::put);
            }
            System.out.println(Json.text(json));
            return;
        }
        System.out.printf("Median of %d starts, ms to the first answer%n%n", runs);
        System.out.println(
                "| Function | zip MB | cold: CPU | cold: wall | restored: CPU | restored: wall | the cold start, by library |");
        System.out.println("|---|---|---|---|---|---|---|");
        rows.forEach(row -> System.out.println(line(row)));
    }

    private static String line(Row row) {
        var restored = row.restored().map(sample -> "%.0f | %.1f".formatted(sample.cpu(), sample.wall()));
        return String.format(Locale.ROOT, "| %s | %.1f | %.0f | %.0f | %s | %s |", row.function(), row.zipMb(),
                row.cold().cpu(), row.cold().wall(), restored.orElse("- | -"),
                row.shares().entrySet().stream().limit(SHOWN_LIBRARIES)
                        .map(share -> "%s %.0f %%".formatted(share.getKey(), share.getValue() * 100))
                        .collect(Collectors.joining(", ")));
    }

    private static double ms(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
