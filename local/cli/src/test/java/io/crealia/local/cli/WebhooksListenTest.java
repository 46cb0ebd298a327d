package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./crealia webhooks listen} beside a running edition. */
class WebhooksListenTest {
    @TempDir
    private Path home;

    @Test
    void listen_trialDelivery_isVerifiedShownAndTheEndpointTakenAway() {
        var settings = new EditionSettings(Options.root(), home, 0, Map.of());
        var before = System.out;
        var out = new ByteArrayOutputStream();
        try (var edition = LocalEdition.start(settings)) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            var token = DeveloperToken.issue(settings, edition.issuer());
            var api = new ApiClient(edition.api(), () -> token);
            var listening = CompletableFuture.supplyAsync(() -> Main.run("webhooks", "listen", "--count", "1",
                    "--signing", "v1a", "--json", "--home", home.toString()));
            var endpoint = await().atMost(Duration.ofSeconds(30)).until(
                    () -> api.get("/v1/webhook-endpoints").path("data").path(0).path("id").asText(),
                    id -> !id.isEmpty());
            api.post("/v1/webhook-endpoints/" + endpoint + "/test", Json.object(), "trial");

            await().atMost(Duration.ofMinutes(1)).until(listening::isDone);
            assertThat(listening).isCompletedWithValue(Exit.OK);
            assertThat(api.get("/v1/webhook-endpoints").path("data")).isEmpty();
        } finally {
            System.setOut(before);
        }
        var shown = out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("{\"id\":\"evt_"))
                .map(Json::parse).toList();
        assertThat(shown).singleElement().satisfies(line -> {
            assertThat(line.path("type").asText()).isEqualTo("webhook.test");
            assertThat(line.path("verdict").asText()).isEqualTo("genuine");
        });
    }

    @Test
    void listen_noEditionRuns_saysSo() {
        assertThat(Main.run("webhooks", "listen", "--home", home.toString())).isEqualTo(Exit.ENVIRONMENT);
    }
}
