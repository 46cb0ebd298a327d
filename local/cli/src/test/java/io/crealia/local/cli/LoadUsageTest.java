package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be measured is said before anything is started. */
class LoadUsageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "load --connections 5001|--connections: expected a number from 1 to 5000, was 5001",
            "load --connections 0|--connections: expected a number from 1 to 5000, was 0",
            "load --steps 10,0|--steps: expected a number from 1 to 5000, was 0",
            "load --duration 601|--duration: expected a number from 1 to 600, was 601",
            "load --warm-up -1|--warm-up: expected a number from 0 to 600, was -1",
            "load --rate 20001|--rate: expected a number from 0 to 20000, was 20001",
            "load --tenants 0|--tenants: expected a number from 1 to 100, was 0",
            "load --steps 40,40|--steps, --connections: expected each number once",
            "load --steps 10,40 --connections 40|--steps, --connections: expected each number once",
            "load --overload --steps 10|--overload: expected neither --steps",
            "bench micro --forks 0|--forks, --iterations: expected numbers from 1 to 20, found 0"})
    void run_outOfBounds_isWrongUsage(String line, String expected) {
        var err = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        int exit;
        try {
            exit = Main.run(line.split(" "));
        } finally {
            System.setErr(before);
        }

        assertThat(exit).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(expected);
    }
}
