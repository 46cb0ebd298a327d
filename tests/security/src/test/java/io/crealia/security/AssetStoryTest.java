package io.crealia.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.ApiClient;
import io.crealia.local.cli.DeveloperToken;
import io.crealia.local.cli.FileUploader;
import io.crealia.local.cli.Main;
import io.crealia.local.cli.RunChoice;
import io.crealia.platform.json.Json;
import io.crealia.security.base.ByteScan;
import io.crealia.security.base.EditionLog;
import io.crealia.security.base.Target;
import io.crealia.testkit.net.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One film from its upload to the receiver of its webhooks, beside another one: what {@code ./crealia logs --asset} shows is
 * its whole story and nothing of the other, under one correlation id, and no line of the log says anything of anybody.
 */
final class AssetStoryTest {
    /** In every text that a caller gives: file name, script, title, the person's name, the receiver's address. */
    private static final String MARK = "PlqKzvWtHrNcXsGf";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> FUNCTIONS = List.of("uploads-api", "uploads-on-object-created",
            "workflow-on-fact", "transcoding-on-step", "transcoding-on-job-state", "ai-on-transcribe", "ai-on-enrich",
            "assets-on-fact", "webhooks-on-fact", "webhooks-delivery");

    @Test
    void logs_wholePipeline_isOneStoryWithoutPersonalData(@TempDir Path folder) throws Exception {
        try (var target = new Target(folder, Map.of());
                var _ = new EditionLog(target.home());
                var receiver = ScriptedServer.start(connection -> connection.getOutputStream()
                        .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8)))) {
            var token = target.token(MARK + "@example.org", "stories", DeveloperToken.SCOPES, Duration.ofHours(1));
            var api = new ApiClient(target.edition().local().api(), () -> token);
            api.post("/v1/webhook-endpoints", Json.object().put("url",
                    "http://127.0.0.1:" + receiver.port() + "/hook?key=" + MARK), "hook");
            var asset = upload(target, api, MARK + ".mp4");
            var other = upload(target, api, "other-" + MARK + ".mp4");
            for (var id : List.of(asset, other)) {
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                        .until(() -> state(api, id).startsWith("ready"));
            }
            await().atMost(PATIENCE).until(() -> delivered(api, asset) >= 3 && delivered(api, other) >= 3);
            // The last lines are written after what they tell of.
            await().atMost(PATIENCE).until(() -> attempts(logs(target, "--asset", asset)) >= 3);

            assertStory(target, asset, other);
            assertHeaders(receiver, correlation(target, asset), correlation(target, other));
            assertNothingPersonal(target, token);
        }
    }

    private static void assertStory(Target target, String asset, String other) throws IOException {
        var story = logs(target, "--asset", asset);
        var correlation = correlation(target, asset);
        assertThat(story).isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("correlation_id").asText()).isEqualTo(correlation));
        assertThat(story).noneMatch(line -> line.toString().contains(other));
        var functions = new ArrayList<String>();
        story.forEach(line -> functions.add(line.path("function_name").asText().replace("crealia-local-", "")));
        assertThat(new HashSet<>(functions)).containsExactlyInAnyOrderElementsOf(FUNCTIONS);
        assertThat(FUNCTIONS.subList(0, 5).stream().map(functions::indexOf)).isSorted();
        assertThat(functions.getFirst()).isEqualTo("uploads-api");
        assertThat(story.stream().map(line -> line.path("timestamp").asText())).isSorted();
        // Two writers of one millisecond may be shown either way round, so versions are compared as a set.
        var versions = story.stream().filter(line -> line.path("message").asText().equals("a run moved on"))
                .map(line -> line.path("version").asInt()).sorted().toList();
        assertThat(versions).doesNotHaveDuplicates().hasSizeGreaterThan(5);
        assertThat(logs(target, "--correlation", correlation)).isEqualTo(story);
        assertThat(logs(target, "--asset", asset, "--function", "webhooks-delivery")).hasSize(3)
                .allSatisfy(line -> assertThat(line.path("message").asText()).isEqualTo("a webhook was attempted"));
        for (var line : logs(target)) {
            assertThat(!line.has("asset_id") || line.has("correlation_id")).as(line.toString()).isTrue();
            assertThat(line.path("message").asText()).doesNotContain("reserved key");
        }
    }

    private static void assertHeaders(ScriptedServer receiver, String... correlations) {
        for (var correlation : correlations) {
            assertThat(receiver.requests())
                    .filteredOn(request -> request.contains("x-correlation-id: " + correlation + "\r\n")).hasSize(3);
        }
    }

    private static void assertNothingPersonal(Target target, String token) throws IOException {
        var log = Files.readAllBytes(target.home().resolve("logs/functions.jsonl"));
        var secrets = List.of(MARK, token.substring(token.lastIndexOf('.') + 1), "X-Amz-Signature", "?token=",
                "whsec_");
        assertThat(new ByteScan(secrets).find(log, "functions.jsonl")).isEmpty();
        // The scan can fail: what is there is found.
        assertThat(new ByteScan(List.of("a run moved on")).find(log, "functions.jsonl")).isNotEmpty();
    }

    private static String correlation(Target target, String asset) throws IOException {
        return logs(target, "--asset", asset).getFirst().path("correlation_id").asText();
    }

    private static long attempts(List<JsonNode> story) {
        return story.stream().filter(line -> line.path("message").asText().equals("a webhook was attempted")).count();
    }

    private static long delivered(ApiClient api, String asset) {
        return api.get("/v1/webhook-deliveries?limit=100").path("data").valueStream()
                .filter(delivery -> delivery.path("asset_id").asText().equals(asset)
                        && delivery.path("state").asText().equals("succeeded"))
                .count();
    }

    private static String state(ApiClient api, String asset) {
        try {
            return api.get("/v1/assets/" + asset).path("state").asText();
        } catch (RuntimeException e) {
            return "unseen";
        }
    }

    private static String upload(Target target, ApiClient api, String name) throws IOException {
        return new FileUploader(api).upload(target.clips().landscape(name, "64x64", 1),
                RunChoice.of("stream", "educational", "en", Optional.of("Hello " + MARK)), _ -> {})
                .path("asset_id").asText();
    }

    /** What the command prints, as its user gets it. */
    private static List<JsonNode> logs(Target target, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("logs", "--home", target.home().toString(), "--json"));
        arguments.addAll(List.of(options));
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        try (var out = new PrintStream(printed, true, UTF_8)) {
            System.setOut(out);
            assertThat(Main.run(arguments.toArray(String[]::new))).isZero();
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8).lines().map(Json::parse).toList();
    }
}
