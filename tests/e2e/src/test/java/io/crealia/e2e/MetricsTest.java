package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cli.ApiException;
import io.crealia.local.lambda.InvocationResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One asset, and what the metrics of each of the four classes say of it. Pushgateway is a server that keeps what it gets. */
class MetricsTest {
    @TempDir
    static Path folder;
    private final List<String> pushed = new CopyOnWriteArrayList<>();

    private HttpServer pushgateway() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        server.createContext("/metrics", exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                assertThat(exchange.getRequestURI().getPath()).isEqualTo("/metrics/job/crealia/instance/local");
                pushed.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private double last(String sample) {
        return pushed.getLast().lines().filter(line -> line.startsWith(sample)).mapToDouble(
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private void push(Edition edition) {
        assertThat(edition.local().runtime().scheduler().trigger("MetricsExporter"))
                .isInstanceOfSatisfying(InvocationResult.Answered.class, answer -> assertThat(
                        new String(answer.payload(), StandardCharsets.UTF_8)).contains("\"pushed\""));
    }

    @Test
    void oneAsset_isSeenInEveryClass() throws IOException {
        var server = pushgateway();
        var home = folder.resolve("home");
        try (var edition = Edition.start(home, Map.of("CREALIA_METRICS_PUSHGATEWAY",
                "http://127.0.0.1:" + server.getAddress().getPort()))) {
            var clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                    home.resolve("cloud/mediaconvert/ffmpeg"));
            assertThat(edition.process(clips.landscape("clip.mp4", "320x180", 1)).path("state").asText())
                    .isEqualTo("ready");
            try {
                edition.api().get("/v1/assets/..%2f..%2fetc");
            } catch (ApiException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            // Two pushes at 0, and what the last invocations counted comes with the next.
            await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                push(edition);
                business();
                performance();
                resources();
                assertThat(last("crealia_requests_refused_total")).isPositive();
            });
        } finally {
            server.stop(0);
        }
    }

    private void business() {
        assertThat(last("crealia_uploads_started_total ")).isEqualTo(1);
        assertThat(last("crealia_uploads_completed_total ")).isEqualTo(1);
        assertThat(last("crealia_uploads_bytes_total ")).isPositive();
        assertThat(last("crealia_transcodes_total{outcome=\"succeeded\"}")).isEqualTo(1);
        assertThat(last("crealia_transcoded_media_seconds_total ")).isBetween(0.9, 1.5);
        assertThat(last("crealia_workflow_runs_total{outcome=\"ready\",template=\"stream\"}")
                + last("crealia_workflow_runs_total{template=\"stream\",outcome=\"ready\"}")).isEqualTo(1);
        assertThat(last("crealia_workflow_steps_total")).isGreaterThan(4);
        assertThat(last("crealia_cost_micros_total")).isPositive();
    }

    private void performance() {
        assertThat(last("crealia_http_requests_total{function=\"uploads-api\",route=\"POST /v1/uploads\""))
                .isEqualTo(1);
        assertThat(last("crealia_http_request_duration_seconds_count{function=\"uploads-api\"}")).isPositive();
        assertThat(last("crealia_queue_wait_seconds_count{queue=\"workflow-facts\"}")).isPositive();
        assertThat(last("crealia_function_invocations_total")).isGreaterThan(10);
    }

    private void resources() {
        assertThat(last("crealia_function_cold_starts_total{function=\"uploads-api\",kind=\"init\"}")).isEqualTo(1);
        assertThat(last("crealia_function_memory_bytes{function=\"local\"}")).isGreaterThan(1e7);
        assertThat(last("crealia_function_cpu_seconds_total{function=\"local\"}")).isPositive();
        assertThat(pushed.getLast()).contains("crealia_queue_messages{queue=\"asset-facts\",state=\"visible\"}")
                .contains("crealia_dead_letter_messages{queue=\"enrich-steps-dlq\"} 0")
                .contains("crealia_workflow_open_runs 0");
    }
}
