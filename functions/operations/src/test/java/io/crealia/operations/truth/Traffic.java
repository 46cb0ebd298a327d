package io.crealia.operations.truth;

import io.crealia.metrics.Machine;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.metrics.Outlet;
import io.crealia.metrics.Telemetry;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Three functions with traffic of three kinds, each in environments that begin cold, are replaced, and die, also in the middle
 * of a request. Keeps what really was answered. The seed decides everything.
 */
final class Traffic {
    static final String STEADY = "uploads-api";
    static final String BURSTY = "assets-api";
    static final String SPARSE = "playback-api";
    static final List<String> FUNCTIONS = List.of(STEADY, BURSTY, SPARSE);
    private static final String ROUTE = "GET /v1/assets";
    private static final Machine MACHINE = new Machine.Proc(Path.of("/nowhere"), new File("/nowhere"));

    private final Random random;
    private final Outlet outlet;
    private final List<Environment> steady = new ArrayList<>();
    private final Map<String, Truth> truths = new LinkedHashMap<>();
    /** All that ever were, as a push per environment leaves them in Pushgateway. */
    final Map<String, Environment> all = new TreeMap<>();

    Traffic(long seed, Outlet outlet) {
        this.random = new Random(seed);
        this.outlet = new PersistentOutlet(outlet);
        FUNCTIONS.forEach(function -> truths.put(function, new Truth()));
    }

    /** What was answered by one function. */
    static final class Truth {
        final List<Double> seconds = new ArrayList<>();
        long errors;

        double p95() {
            var sorted = seconds.stream().sorted().toList();
            return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
        }
    }

    /** One execution environment. */
    static final class Environment {
        final String id;
        final String function;
        final Telemetry telemetry;
        long answered;
        long errors;

        Environment(String id, String function, Telemetry telemetry) {
            this.id = id;
            this.function = function;
            this.telemetry = telemetry;
        }
    }

    Truth truth(String function) {
        return truths.get(function);
    }

    /** What comes between two pushes. */
    void minute(int number) {
        while (steady.size() < 5) {
            steady.add(begin(STEADY));
        }
        for (var environment : steady) {
            for (var i = 0; i < 8; i++) {
                request(environment);
            }
        }
        steady.removeIf(_ -> random.nextInt(30) == 0);
        if (number % 6 == 3) {
            for (var i = 0; i < 25; i++) {
                var environment = begin(BURSTY);
                for (var j = 0; j < 4; j++) {
                    request(environment);
                }
            }
        }
        if (random.nextInt(5) < 2) {
            request(begin(SPARSE));
        }
        if (number % 9 == 4) {
            killed(begin(BURSTY));
        }
    }

    /** Killed at work: nobody was answered, and nobody counts. */
    private static void killed(Environment environment) {
        var thread = Thread.ofPlatform().start(() -> {
            environment.telemetry.begin();
            Metrics.count(Metric.HTTP_REQUESTS, environment.function, ROUTE, "5xx");
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Environment begin(String function) {
        var id = "env-%05d-%016x".formatted(all.size(), random.nextLong());
        var telemetry = new Telemetry(new Telemetry.Place("crealia-dev-" + function, 1L << 30, false), outlet,
                () -> id, MACHINE, Runnable::run, System::nanoTime);
        var environment = new Environment(id, function, telemetry);
        all.put(id, environment);
        return environment;
    }

    private void request(Environment environment) {
        var cold = environment.answered == 0;
        var error = random.nextInt(100) < (cold ? 20 : 2);
        // Two humps: most answers take 20 to 120 ms, cold ones 300 to 900.
        var seconds = cold ? 0.3 + random.nextDouble() * 0.6 : 0.02 + random.nextDouble() * 0.1;
        try (var invocation = environment.telemetry.begin()) {
            Metrics.count(Metric.HTTP_REQUESTS, environment.function, ROUTE, error ? "5xx" : "2xx");
            Metrics.observe(Metric.HTTP_REQUEST_DURATION, Duration.ofNanos((long) (seconds * 1e9)),
                    environment.function);
            invocation.ended("ok");
        }
        environment.answered++;
        environment.errors += error ? 1 : 0;
        var truth = truths.get(environment.function);
        truth.seconds.add(seconds);
        truth.errors += error ? 1 : 0;
    }
}
