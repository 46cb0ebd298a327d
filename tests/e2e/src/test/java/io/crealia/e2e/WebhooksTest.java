package io.crealia.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.testkit.net.ScriptedServer;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.StandardWebhooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an upload to the receiver of its webhooks, over everything between. */
class WebhooksTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void upload_wholePipeline_tellsEachEventOnceInSpiteOfAFailure() throws Exception {
        // One, so that the delivery that meets it needs no third attempt, which comes after five minutes.
        var failures = new AtomicInteger(1);
        try (var edition = Edition.start(folder.resolve("home"), Map.of());
                var receiver = ScriptedServer.start(connection -> connection.getOutputStream()
                        .write((failures.getAndDecrement() > 0
                                ? "HTTP/1.1 500 Not yet\r\n\r\n"
                                : "HTTP/1.1 204 No Content\r\n\r\n").getBytes(UTF_8)))) {
            var endpoint = edition.api().post("/v1/webhook-endpoints",
                    Json.object().put("url", "http://127.0.0.1:" + receiver.port() + "/hook"), "hook");
            var clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                    folder.resolve("home/cloud/mediaconvert/ffmpeg"));
            var ready = edition.process(clips.landscape("a.mp4", "416x234", 1)).path("id").asText();
            var rejected = edition.process(Files.writeString(folder.resolve("b.mp4"), "no video".repeat(100)))
                    .path("id").asText();

            await().atMost(PATIENCE).until(() -> succeeded(edition).size() >= 4);

            assertThat(types(edition, ready)).containsExactlyInAnyOrder("asset.created", "asset.playable",
                    "asset.ready");
            assertThat(types(edition, rejected)).containsExactly("asset.rejected");
            assertThat(succeeded(edition)).hasSize(4);
            assertThat(receiver.requests()).hasSize(5).allSatisfy(request -> assertGenuine(request,
                    SigningKey.Symmetric.parse(endpoint.path("secret").asText())));
            // Nothing about anybody: no file name, no words of others.
            assertThat(receiver.requests()).allSatisfy(request -> assertThat(request).doesNotContain("mp4"));
        }
    }

    private static List<JsonNode> succeeded(Edition edition) {
        return deliveries(edition).stream().filter(delivery -> delivery.path("state").asText().equals("succeeded"))
                .toList();
    }

    private static List<String> types(Edition edition, String asset) {
        return deliveries(edition).stream().filter(delivery -> delivery.path("asset_id").asText().equals(asset))
                .map(delivery -> delivery.path("type").asText()).toList();
    }

    private static List<JsonNode> deliveries(Edition edition) {
        return edition.api().get("/v1/webhook-deliveries?limit=100").path("data").valueStream().toList();
    }

    private static void assertGenuine(String request, SigningKey key) {
        var body = request.substring(request.indexOf("\r\n\r\n") + 4);
        assertThat(StandardWebhooks.verify(key, header(request, StandardWebhooks.ID),
                header(request, StandardWebhooks.TIMESTAMP), header(request, StandardWebhooks.SIGNATURE),
                body.getBytes(UTF_8), Instant.now())).isEqualTo(StandardWebhooks.Verdict.GENUINE);
    }

    private static String header(String request, String name) {
        return request.lines().filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow()
                .substring(name.length() + 2);
    }
}
