package io.crealia.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code ./crealia chaos}: kills the application again and again, and says whether anything was lost. */
public final class Main {
    private static final String USAGE = "expected --kills N, --assets N and --seed S, each at most once";
    private static final List<String> OPTIONS = List.of("--kills", "--assets", "--seed");

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.exit(run(arguments));
    }

    /** @return 0: nothing was lost; 1: something was; 2: wrong usage */
    static int run(String... arguments) throws IOException, InterruptedException {
        ChaosSettings settings;
        try {
            settings = settings(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("chaos: " + e.getMessage());
            return 2;
        }
        var begin = System.nanoTime();
        try (var run = new ChaosRun(settings, line -> System.out.printf("[%4d s] %s%n",
                (System.nanoTime() - begin) / 1_000_000_000L, line))) {
            System.out.println("seed " + settings.seed() + ", data and logs in " + settings.folder());
            var report = run.run();
            System.out.print(report.text());
            return report.good() ? 0 : 1;
        }
    }

    static ChaosSettings settings(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length
                    || Arrays.asList(arguments).indexOf(arguments[i]) != i) {
                throw new IllegalArgumentException(USAGE);
            }
        }
        var seed = number(arguments, "--seed", 1);
        return new ChaosSettings(Path.of(System.getProperty("crealia.root", ".")),
                Path.of(System.getProperty("crealia.home", ".crealia"))
                        .resolve("chaos-" + seed + "-" + ProcessHandle.current().pid()),
                (int) Math.min(Integer.MAX_VALUE, number(arguments, "--kills", 20)),
                (int) Math.min(Integer.MAX_VALUE, number(arguments, "--assets", 50)), seed, ChaosSettings.FAULTS);
    }

    private static long number(String[] arguments, String name, long otherwise) {
        var at = Arrays.asList(arguments).indexOf(name);
        try {
            return at < 0 ? otherwise : Long.parseLong(arguments[at + 1]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": expected a whole number, was " + arguments[at + 1], e);
        }
    }
}
