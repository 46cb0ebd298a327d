package io.crealia.simulation;

import io.crealia.simulation.work.Simulation.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code ./crealia simulate}: runs seeds, says what they found, and shrinks the first that fails. */
public final class Main {
    private static final String USAGE = "expected --runs N, --seed S, --threads T and --matrix FILE, each at most once, N and T at least 1";

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments));
    }

    static int run(String... arguments) throws IOException {
        long runs;
        long seed;
        int threads;
        String matrix;
        try {
            runs = Long.parseLong(option(arguments, "--runs", "1000"));
            seed = Long.parseLong(option(arguments, "--seed", "1"));
            threads = Integer.parseInt(option(arguments, "--threads",
                    Integer.toString(Runtime.getRuntime().availableProcessors())));
            matrix = option(arguments, "--matrix", "");
            if (runs < 1 || threads < 1 || arguments.length > 8) {
                throw new IllegalArgumentException(USAGE);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("simulate: " + USAGE);
            return 2;
        }
        var watch = new Stopwatch();
        var report = new Report();
        report.run(seed, runs, threads);
        System.out.print(report.text(watch.cpuSeconds(), watch.wallSeconds()));
        if (!matrix.isEmpty()) {
            Files.writeString(Path.of(matrix), report.coverage().matrix());
        }
        if (!report.failing().isEmpty()) {
            explain(report.failing().getFirst());
        }
        return report.good() ? 0 : 1;
    }

    private static void explain(long seed) {
        var least = Report.shrunk(Setup.random(seed));
        System.out.println("\nseed " + seed + ", shrunk");
        least.setup().assets().forEach(asset -> System.out.println("  " + asset));
        least.injected().forEach(fault -> System.out.println("  " + fault));
        least.violations().byName().forEach((name, found) -> System.out.println("  " + name + " " + found));
        least.trace().lines().forEach(System.out::println);
    }

    private static String option(String[] arguments, String name, String otherwise) {
        var at = Arrays.asList(arguments).indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 >= arguments.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments[at + 1];
    }
}
