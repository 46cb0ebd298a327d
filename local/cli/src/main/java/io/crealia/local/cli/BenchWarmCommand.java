package io.crealia.local.cli;

import io.crealia.local.lambda.isolated.InvocationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One environment, many invocations: how long each takes, and whether the last take longer than the first. */
@Command(name = "warm", description = "Measures one function over many invocations of one environment.", mixinStandardHelpOptions = true)
final class BenchWarmCommand implements Callable<Integer> {
    private static final int BLOCKS = 8;

    @Mixin
    private Options options;

    @Option(names = "--function", paramLabel = "ID", defaultValue = "AssetsApi", description = "Default: ${DEFAULT-VALUE}")
    private String function;

    @Option(names = "--invocations", paramLabel = "N", defaultValue = "8000", description = "80 to 100000. Default: ${DEFAULT-VALUE}")
    private int invocations;

    @Override
    public Integer call() throws IOException {
        if (invocations < 80 || invocations > 100_000) {
            throw new IllegalArgumentException(
                    "--invocations: expected a number from 80 to 100000, was " + invocations);
        }
        var reports = new CopyOnWriteArrayList<InvocationReport>();
        var settings = options.settings().isolated()
                .with(same -> same.withSnapStart(false).withReports(reports::add));
        var definition = Packages.functions(settings).stream().filter(each -> each.id().equalsIgnoreCase(function))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("--function: there is no " + function));
        try (var edition = LocalEdition.start(settings)) {
            var token = DeveloperToken.issue(settings, edition.issuer());
            var event = BenchEvents.of(settings.root(), definition, token).getBytes(StandardCharsets.UTF_8);
            System.out.printf("%s, %d invocations, a line for each %d%n", definition.id(), invocations,
                    invocations / BLOCKS);
            System.out.println("| p50 ms | p99 ms | CPU ms of each | peak MB |");
            System.out.println("|---|---|---|---|");
            for (var block = 0; block < BLOCKS; block++) {
                reports.clear();
                for (var i = 0; i < invocations / BLOCKS; i++) {
                    var result = edition.runtime().lambda().invoke(definition.id(), event);
                    if (!result.succeeded()) {
                        throw new IllegalStateException(definition.id() + ": " + result.summary());
                    }
                }
                System.out.println(line(reports));
            }
        }
        return Exit.OK;
    }

    private static String line(List<InvocationReport> reports) {
        var sorted = new ArrayList<>(
                reports.stream().map(report -> report.duration().toNanos() / 1e6).sorted().toList());
        var cpu = reports.getLast().cpu().minus(reports.getFirst().cpu()).toMillis() / (double) reports.size();
        return String.format(Locale.ROOT, "| %.2f | %.2f | %.2f | %d |", sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100), cpu, reports.getLast().peakBytes() >> 20);
    }
}
