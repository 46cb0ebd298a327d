package io.crealia.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function as deployed, with the payloads of {@code events/}. */
final class HealthFunctionTest {
    private static EmbeddedCloud cloud;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO, Service.REDIS));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void ready_everythingAnswers_isOk() throws IOException {
        var function = new HealthApiHandler(environment());
        // The first connections of a cold process on a busy machine may take longer than the limit.
        var answer = await().atMost(Duration.ofSeconds(30)).until(() -> call(function, "ready"),
                given -> given.json().path("status").asText().equals("ok"));

        assertThat(answer.status()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.path("status").asText()).isEqualTo("ok");
        assertThat(json.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        for (var store : new String[]{"mongo", "redis"}) {
            assertThat(json.path("checks").path(store).path("status").asText()).as(store).isEqualTo("ok");
            assertThat(json.path("checks").path(store).path("ms").isIntegralNumber()).isTrue();
        }
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void ready_redisAway_isDegradedAndStillReady() throws IOException {
        var environment = environment();
        environment.put("CREALIA_REDIS_URI", "redis://127.0.0.1:" + closedPort());
        var function = new HealthApiHandler(environment);
        var answer = await().atMost(Duration.ofSeconds(30)).until(() -> call(function, "ready"),
                given -> given.status() == 200);

        assertThat(answer.json().path("status").asText()).isEqualTo("degraded");
        assertThat(answer.json().path("checks").path("redis").path("status").asText()).isEqualTo("failed");
    }

    @Test
    void ready_mongoAway_isUnavailableWithinTheLimit() throws IOException {
        var environment = environment();
        environment.put("CREALIA_MONGO_URI", "mongodb://127.0.0.1:" + closedPort());
        var function = new HealthApiHandler(environment);

        for (var event : new String[]{"ready", "summary"}) {
            var answer = call(function, event);
            assertThat(answer.status()).as(event).isEqualTo(503);
            assertThat(answer.json().path("status").asText()).isEqualTo("unavailable");
            assertThat(answer.json().path("checks").path("mongo").path("ms").asInt()).isLessThan(10_000);
            assertThat(answer.text()).doesNotContain("127.0.0.1");
        }
    }

    @Test
    void live_nothingAnswers_isOk() throws IOException {
        var environment = environment();
        environment.put("CREALIA_MONGO_URI", "mongodb://127.0.0.1:1");
        environment.put("CREALIA_REDIS_URI", "redis://127.0.0.1:1");
        var answer = call(new HealthApiHandler(environment), "live");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("ok");
    }

    /** 20,000 calls one after the other take well under the time of as many pings. */
    @Test
    void summary_underLoad_isServedFromMemory() throws IOException {
        var function = new HealthApiHandler(environment());
        call(function, "summary");
        var event = event("summary");
        var began = System.nanoTime();
        int calls = 20_000;
        for (int i = 0; i < calls; i++) {
            function.handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(512),
                    new TestContext("health-api"));
        }
        var micros = (System.nanoTime() - began) / 1000 / calls;

        System.out.println("/health: " + micros + " microseconds a call");
        assertThat(micros).isLessThan(2000);
    }

    @Test
    void handler_underSnapStart_rehearsesAndStaysUsable() throws IOException {
        var environment = environment();
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

        var function = new HealthApiHandler(environment);

        await().atMost(Duration.ofSeconds(30)).until(() -> call(function, "ready").status() == 200);
    }

    private static Map<String, String> environment() {
        return new HashMap<>(Map.of("AWS_REGION", "eu-central-1", "CREALIA_MONGO_URI",
                cloud.endpoints().mongoUri().toString(), "CREALIA_REDIS_URI", cloud.endpoints().redisUri().toString()));
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Answer call(HealthApiHandler function, String event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event(event)), out, new TestContext("health-api"));
        return new Answer(Json.parse(out.toByteArray()));
    }

    private static byte[] event(String name) throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("crealia.root"), "events/health-api", name + ".json"));
    }
}
