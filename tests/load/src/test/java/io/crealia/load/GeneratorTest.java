package io.crealia.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator as the command starts it, against a server that answers all. */
class GeneratorTest {
    private static final byte[] ANSWER = "{\"id\":\"upl_1\"}".getBytes(StandardCharsets.UTF_8);

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                asked.merge(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"), 1, Integer::sum);
                exchange.sendResponseHeaders(200, ANSWER.length);
                exchange.getResponseBody().write(ANSWER);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void main_openPhaseThenClosedOneWithoutRamp_bothSendAndAreCounted() throws Exception {
        var plan = Files.writeString(folder.resolve("plan.json"), """
                {"api":"http://127.0.0.1:%d","server_pid":%d,"results":"%s",
                 "clients":[{"tenant":"a","token":"t","asset":"ast_1"}],
                 "phases":[
                  {"name":"open","connections":0,"rate_per_second":20,"ramp_ms":200,"duration_ms":1000,"open":true},
                  {"name":"after","connections":5,"rate_per_second":0,"ramp_ms":0,"duration_ms":1000,"open":false}]}"""
                .formatted(server.getAddress().getPort(), ProcessHandle.current().pid(),
                        folder.resolve("results.json")));

        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Generator.class.getName(), plan.toString(),
                folder.resolve("report").toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();

        var phases = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("results.json"))).path("phases");
        var served = StreamSupport.stream(phases.spliterator(), false).collect(Collectors.toMap(
                phase -> phase.path("name").asText(), phase -> phase.at("/served/count").asInt()));
        assertThat(served.get("open")).isBetween(1, 40);
        assertThat(served.get("after")).isPositive();
        assertThat(began(phases, 1)).as("one after the other").isGreaterThan(began(phases, 0) + 500);
        assertThat(asked).containsKeys("GET Bearer t", "POST Bearer t");
        assertThat(asked.values().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(served.get("open") + served.get("after"));
    }

    private static long began(JsonNode phases, int index) {
        return phases.get(index).path("began_ms").asLong();
    }
}
