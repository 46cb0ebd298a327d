package io.crealia.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Load goes to this machine only, and has an end. */
class PlanTest {
    private static final String GOOD = """
            {"api":"http://127.0.0.1:3000","server_pid":1,"results":"r.json",
             "clients":[{"tenant":"a","token":"t","asset":"ast_1"}],
             "phases":[{"name":"p","connections":5,"rate_per_second":0,"ramp_ms":500,"duration_ms":2000,"open":false}]}""";

    @TempDir
    Path folder;

    private Plan read(String text) throws IOException {
        return Plan.read(Files.writeString(folder.resolve("plan.json"), text));
    }

    @Test
    void read_plan_hasEveryField() throws IOException {
        var plan = read(GOOD);

        assertThat(plan.clients()).containsExactly(new Plan.Client("a", "t", "ast_1"));
        assertThat(plan.phases()).containsExactly(
                new Phase("p", 5, 0, Duration.ofMillis(500), Duration.ofSeconds(2), false));
        assertThat(plan.phases().getFirst().whole()).isEqualTo(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"http://127.0.0.1:3000|http://example.com|api: expected an http address",
            "http://127.0.0.1:3000|https://127.0.0.1:3000|api: expected an http address",
            "http://127.0.0.1:3000|http://127.0.0.1.example.com|api: expected an http address",
            "{\"tenant\":\"a\",\"token\":\"t\",\"asset\":\"ast_1\"}||clients: expected at least one",
            "\"connections\":5|\"connections\":5001|phases.connections: expected 0 to 5000",
            "\"connections\":5|\"connections\":0|phases.connections: expected 0 in an open phase",
            "\"open\":false|\"open\":true|phases.connections: expected 0 in an open phase",
            "\"connections\":5,\"rate_per_second\":0,\"ramp_ms\":500,\"duration_ms\":2000,\"open\":false|"
                    + "\"connections\":0,\"ramp_ms\":500,\"duration_ms\":2000,\"open\":true|phases.rate_per_second: expected more than 0",
            "\"rate_per_second\":0|\"rate_per_second\":50001|phases.rate_per_second: expected 0 to 50000",
            "\"duration_ms\":2000|\"duration_ms\":900001|phases.duration_ms: expected at most PT15M",
            "\"duration_ms\":2000|\"duration_ms\":0|phases.duration_ms: expected at most PT15M",
            "\"ramp_ms\":500|\"ramp_ms\":-1|phases.ramp_ms: expected at most PT15M",
            "false}]}|false},{\"name\":\"p\",\"connections\":5,\"duration_ms\":1}]}|phases.name: expected names that differ",
            "\"name\":\"p\"|\"name\":\"\"|phases.name: expected a text"})
    void read_outOfBounds_isRefused(String replaced, String with, String expected) {
        var text = GOOD.replace(replaced, with == null ? "" : with);

        assertThat(text).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
