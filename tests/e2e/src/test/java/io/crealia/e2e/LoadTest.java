package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.Main;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crealia load} as a person types it, for a few seconds. Nothing is said about how fast it is. */
final class LoadTest {
    private static final int CONNECTIONS = 50;

    @TempDir
    Path home;

    @Test
    void load_fiftyConnections_everyRequestIsAnswered() throws IOException {
        var module = Edition.ROOT.resolve("tests/load/target");
        System.setProperty("crealia.load.classpath",
                Files.readString(module.resolve("classpath.txt")).strip() + File.pathSeparator
                        + module.resolve("classes"));

        var phase = load("load", "--connections", Integer.toString(CONNECTIONS), "--duration", "4", "--warm-up", "0",
                "--tenants", "2", "--port", "0", "--json", "--home", home.toString());

        // How many come is a matter of time.
        assertThat(phase.path("requests").asInt()).isPositive();
        assertThat(phase.path("socket_errors").asInt()).isZero();
        assertThat(phase.path("server_errors").asInt()).isZero();
        assertThat(phase.path("answers").fieldNames()).toIterable().isSubsetOf("200", "201", "202", "204");
        assertThat(phase.path("requests_by_kind").fieldNames()).toIterable().isSubsetOf("read", "list", "create",
                "abort");
        assertThat(phase.path("served").path("count").asInt()).isEqualTo(phase.path("requests").asInt());
        assertThat(phase.path("server_cpu_ms").asLong()).isPositive();
        assertThat(phase.path("generator_cpu_ms").asLong()).isPositive();
    }

    private JsonNode load(String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        int exit;
        try {
            exit = Main.run(arguments);
        } finally {
            System.setOut(before);
        }
        assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
        var json = Json.parse(out.toString(StandardCharsets.UTF_8).lines().reduce((_, last) -> last).orElseThrow());
        assertThat(Path.of(json.path("reports").path(0).asText())).isRegularFile().startsWith(home.resolve("load"));
        assertThat(json.path("phases")).hasSize(1);
        return json.path("phases").path(0);
    }
}
