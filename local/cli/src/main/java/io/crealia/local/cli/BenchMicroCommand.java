package io.crealia.local.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** JMH in a process of its own: its class path is not this command's. */
@Command(name = "micro", description = "Measures the smallest parts of the hot paths with JMH: signing a PUT, the token check, the workflow's decision, rewriting a playlist.", mixinStandardHelpOptions = true)
final class BenchMicroCommand implements Callable<Integer> {
    /** System property: the benchmarks' class path, which the script has built. */
    static final String CLASS_PATH = "crealia.micro.classpath";

    private static final int MOST = 20;

    @Option(names = "--only", paramLabel = "REGEX", defaultValue = ".*", description = "Benchmarks whose name matches, for example Token. Default: all")
    private String only;

    @Option(names = "--forks", paramLabel = "N", defaultValue = "2", description = "JVMs for each benchmark, 1 to 20. Default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(names = "--iterations", paramLabel = "N", defaultValue = "5", description = "Of 2 s, in each JVM, after as many to warm up, 1 to 20. Default: ${DEFAULT-VALUE}")
    private int iterations;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var command = command();
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 ? Exit.OK : Exit.NOT_READY;
    }

    private List<String> command() {
        for (var number : List.of(forks, iterations)) {
            if (number < 1 || number > MOST) {
                throw new IllegalArgumentException(
                        "--forks, --iterations: expected numbers from 1 to " + MOST + ", found " + number);
            }
        }
        var classPath = System.getProperty(CLASS_PATH);
        if (classPath == null) {
            throw new IllegalStateException(
                    "the benchmarks are not built: start them as ./crealia bench micro, or set -D" + CLASS_PATH);
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow", "-cp", classPath, "org.openjdk.jmh.Main", only));
        command.addAll(List.of("-f", Integer.toString(forks), "-i", Integer.toString(iterations), "-wi",
                Integer.toString(iterations), "-r", "2s", "-w", "2s", "-foe", "true"));
        return command;
    }
}
