package io.crealia.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.simulation.work.Simulation;
import io.crealia.simulation.work.Simulation.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A seed that failed elsewhere is of use only if it fails here. Within one process {@code Set.of}, {@code Map.copyOf} and the hash codes
 * of enums keep the order that the process gave them, so two processes are compared.
 */
final class TwoProcessesTest {
    private static final int SEEDS = 20;

    @TempDir
    private Path folder;

    @Test
    void run_sameSeedsInAnotherProcess_leaveTheSameTraces() throws IOException, InterruptedException {
        var output = folder.resolve("hashes.txt");
        var other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlog4j2.configurationFile=crealia-simulation-log4j2.xml", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TwoProcessesTest.class.getName()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            var here = hashes();
            assertThat(other.waitFor(5, TimeUnit.MINUTES)).as("the other process has ended").isTrue();
            var there = Files.readString(output, StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith("hash "))
                    .toList();
            assertThat(there).as(() -> "the other process wrote " + text(output)).isEqualTo(here);
        } finally {
            other.destroyForcibly();
        }
    }

    private static String text(Path output) {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> hashes() {
        return LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> "hash %d %016x".formatted(seed,
                Simulation.run(Setup.random(seed), false).trace().hash())).toList();
    }

    public static void main(String[] arguments) {
        hashes().forEach(System.out::println);
    }
}
