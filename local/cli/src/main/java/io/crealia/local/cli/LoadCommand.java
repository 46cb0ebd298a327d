package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the API under the load of many clients, on this machine only. */
@Command(name = "load", description = "Measures a local edition of its own under the load of many clients (Gatling).", mixinStandardHelpOptions = true, footer = {
        "", "Without options: 10, 25, 50, 100 and 200 connections for 15 s each, then 1000 for 60 s."})
final class LoadCommand implements Callable<Integer> {
    private static final int MOST_CONNECTIONS = 5_000;
    private static final int LONGEST_SECONDS = 600;
    private static final int HIGHEST_RATE = 20_000;
    private static final int MOST_TENANTS = 100;
    private static final int WARM_UP_CONNECTIONS = 50;
    /** In an overload there are as many as there are requests without an answer. */
    private static final int OVERLOAD_CONNECTIONS = 4_000;
    private static final List<Integer> STEPS = List.of(10, 25, 50, 100, 200);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Mixin
    private Options options;

    @Option(names = "--steps", paramLabel = "N", split = ",", description = "Connections of each step, 1 to 5000 each. Default: 10,25,50,100,200")
    private List<Integer> steps;

    @Option(names = "--connections", paramLabel = "N", description = "One step with that many connections, instead of --steps or after them")
    private Integer connections;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "Of each step, 1 to 600. Default: 15, and 60 with --connections")
    private Integer duration;

    @Option(names = "--warm-up", paramLabel = "SECONDS", defaultValue = "20", description = "Before the first step, not counted; 0 for none. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0", description = "Requests/s that all connections together send at most; 0 for as fast as they are answered. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--tenants", paramLabel = "N", defaultValue = "8", description = "Whose clients these are, 1 to 100. Default: ${DEFAULT-VALUE}")
    private int tenants;

    @Option(names = "--overload", description = "Instead: finds the peak, sends five times as much, and looks how soon all is as before")
    private boolean overload;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var phases = phases();
        var most = phases.stream().mapToInt(LoadPhase::connections).max().orElseThrow();
        OpenFiles.ofThisProcess().require(overload ? OVERLOAD_CONNECTIONS : most);
        var settings = options.settings();
        var folder = settings.home().resolve("load").resolve(LocalDateTime.now().format(STAMP));
        List<LoadResult> results;
        List<Path> reports;
        Optional<LoadOverload> verdict = Optional.empty();
        var processors = overload ? Processors.ofThisMachine() : Optional.<Processors>empty();
        processors.ifPresent(each -> say("Processors: " + each.server() + " for the edition, " + each.generator()
                + " for the generator."));
        say("Starting an edition and " + tenants + " tenants with a video each ...");
        try (var rig = LoadRig.start(settings, folder, tenants, processors)) {
            say("Load: " + String.join(", ", phases.stream().map(LoadPhase::name).toList()) + " ...");
            results = measured(rig, "steps", phases);
            if (overload) {
                var peak = LoadOverload.peakOf(results);
                say(String.format(Locale.ROOT, "Peak: %.0f served/s with %s. Overload ...", peak.servedEachSecond(),
                        peak.name()));
                var more = measured(rig, "overload", LoadOverload.phases(peak));
                verdict = Optional.of(LoadOverload.of(peak, more));
                results = Stream.concat(results.stream(), more.stream()).toList();
            }
            reports = rig.reports();
        }
        report(results, verdict, processors, reports);
        var fine = verdict.map(found -> found.missed().isEmpty())
                .orElse(results.stream().allMatch(LoadResult::clean));
        return fine ? Exit.OK : Exit.NOT_READY;
    }

    /** Each generator warms itself and the server; that does not count. */
    private List<LoadResult> measured(LoadRig rig, String name, List<LoadPhase> phases)
            throws IOException, InterruptedException {
        return rig.run(name, withWarmUp(phases)).stream().skip(warmUp > 0 ? 1 : 0).toList();
    }

    private void report(List<LoadResult> results, Optional<LoadOverload> verdict, Optional<Processors> processors,
            List<Path> reports) {
        if (options.json()) {
            var json = Json.object().put("tenants", tenants);
            var array = json.putArray("phases");
            results.forEach(result -> array.add(LoadTable.json(result)));
            processors.ifPresent(each -> json.put("server_processors", each.server()).put("generator_processors",
                    each.generator()));
            verdict.ifPresent(found -> json.set("overload", found.json()));
            var pages = json.putArray("reports");
            reports.forEach(page -> pages.add(page.toString()));
            System.out.println(Json.text(json));
            return;
        }
        LoadTable.lines(results).forEach(System.out::println);
        System.out.println("Mix: " + LoadTable.mix(results) + ". Rates per tenant are raised: docs/performance.md.");
        verdict.ifPresent(found -> found.lines().forEach(System.out::println));
        reports.forEach(report -> System.out.println("Report: " + report));
    }

    private List<LoadPhase> phases() {
        within("--warm-up", warmUp, 0, LONGEST_SECONDS);
        within("--rate", rate, 0, HIGHEST_RATE);
        within("--tenants", tenants, 1, MOST_TENANTS);
        if (duration != null) {
            within("--duration", duration, 1, LONGEST_SECONDS);
        }
        if (overload) {
            if (steps != null || connections != null || duration != null || rate != 0) {
                throw new IllegalArgumentException(
                        "--overload: expected neither --steps, --connections, --duration nor --rate beside it");
            }
            return LoadOverload.peakPhases();
        }
        var all = new ArrayList<LoadPhase>();
        var nothingAsked = steps == null && connections == null;
        for (var step : nothingAsked ? STEPS : steps == null ? List.<Integer>of() : steps) {
            within("--steps", step, 1, MOST_CONNECTIONS);
            all.add(LoadPhase.closed(step, rate, seconds(15)));
        }
        if (connections != null || nothingAsked) {
            var number = connections == null ? 1000 : connections;
            within("--connections", number, 1, MOST_CONNECTIONS);
            all.add(LoadPhase.closed(number, rate, seconds(60)));
        }
        if (all.stream().map(LoadPhase::connections).distinct().count() < all.size()) {
            throw new IllegalArgumentException("--steps, --connections: expected each number once");
        }
        return all;
    }

    private Duration seconds(int otherwise) {
        return Duration.ofSeconds(duration == null ? otherwise : duration);
    }

    private List<LoadPhase> withWarmUp(List<LoadPhase> phases) {
        return warmUp == 0
                ? phases
                : Stream.concat(Stream.of(LoadPhase.closed("warm-up", WARM_UP_CONNECTIONS, 0,
                        Duration.ofSeconds(warmUp))), phases.stream()).toList();
    }

    private void say(String line) {
        if (!options.json()) {
            System.err.println(line);
        }
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    option + ": expected a number from " + least + " to " + most + ", was " + value);
        }
    }
}
