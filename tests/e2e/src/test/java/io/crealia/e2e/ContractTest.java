package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cli.FileUploader;
import io.crealia.local.cli.RunChoice;
import io.crealia.local.cloud.ai.SpeechSample;
import io.crealia.testkit.contract.Contract;
import io.crealia.testkit.contract.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every operation and every example of the API's document, sent to the local edition; every answer as documented. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractTest {
    private static final int MIB = 1024 * 1024;
    private static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final Map<String, String> MISSING = Map.of("asset_id", "ast_" + ULID, "upload_id", "upl_" + ULID,
            "workflow_id", "wfl_" + ULID, "endpoint_id", "whk_" + ULID, "delivery_id", "dlv_" + ULID, "erasure_id",
            "era_" + ULID, "export_id", "exp_" + ULID);
    private static final Contract CONTRACT = Contract.read(Edition.ROOT);

    @TempDir
    static Path folder;
    private static Edition edition;
    private static Clips clips;
    private static ContractCalls calls;
    private static String asset;

    @BeforeAll
    static void start() throws IOException {
        edition = Edition.start(folder.resolve("home"),
                Map.of("CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES", String.valueOf(5 * MIB)));
        clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                folder.resolve("home/cloud/mediaconvert/ffmpeg"));
        calls = new ContractCalls(CONTRACT, edition.local().api(), edition.token());
    }

    @AfterAll
    static void stop() {
        edition.close();
    }

    @Test
    @Order(1)
    void uploads_examples_areAnsweredAsDocumented() throws Exception {
        new UploadExamples(edition, calls).run();
    }

    @Test
    @Order(2)
    void assets_examples_areAnsweredAsDocumented() throws Exception {
        var speech = folder.resolve("speech.wav");
        SpeechSample.write(SpeechSample.SCRIPT, speech);
        asset = new FileUploader(edition.api()).upload(clips.speaking("speaking.mp4", "640x360", speech),
                RunChoice.of("auto-reels", "educational", "en", Optional.of(SpeechSample.SCRIPT)), _ -> {})
                .path("asset_id").asText();
        assertThat(edition.finished(asset).path("state").asText()).isEqualTo("ready");
        calls.know("asset_id", asset);

        assertThat(calls.send("listAssets", "state", "ready", "limit", "2").json().path("data")).isNotEmpty();
        var tag = calls.send("getAsset").headers().get("etag");
        assertThat(calls.send("getAsset", Optional.empty(), Map.of("If-None-Match", tag)).status()).isEqualTo(304);
        var seen = calls.send("listAssetEvents", "limit", "2").json().path("data");
        assertThat(seen).hasSize(2);
        assertThat(calls.send("getAsset", "at", seen.path(0).path("at").asText()).json().path("state").asText())
                .isEqualTo("preparing");
        var edited = calls.example("editAsset", "texts", Map.of("If-Match", tag));
        assertThat(edited.json().path("title").asText()).isEqualTo("My holiday");
        assertThat(calls.example("editAsset", "texts", Map.of("If-Match", tag)).status()).isEqualTo(412);
        for (var part : new String[]{"listRenditions", "listAssetEvents", "getReport", "getCost", "listHighlights",
                "listReels"}) {
            assertThat(calls.send(part).status()).as(part).isEqualTo(200);
        }
        assertThat(calls.send("listReels").json().path("data")).isNotEmpty();
    }

    @Test
    @Order(3)
    void captions_examples_areAnsweredAsDocumented() {
        calls.know("language", "en");
        var tag = calls.send("listCaptions").headers().get("etag");
        assertThat(calls.send("listCaptions", Optional.empty(), Map.of("If-None-Match", tag)).status())
                .isEqualTo(304);
        for (var format : new String[]{"json", "vtt", "srt"}) {
            assertThat(calls.send("getCaptions", "format", format).status()).as(format).isEqualTo(200);
        }
        assertThat(calls.send("getCaptions").json().path("words")).isNotEmpty();
        assertThat(calls.example("approveCaptions", "publish").status()).isEqualTo(200);
        assertThat(calls.example("putCaptions", "file").json().path("origin").asText()).isEqualTo("uploaded");
        var track = calls.example("putCaptions", "cues").headers().get("etag");
        assertThat(calls.send("getCaptions", Optional.empty(), Map.of("If-None-Match", track)).status())
                .isEqualTo(304);
        assertThat(calls.send("deleteCaptions", Optional.empty(), Map.of("If-Match", "\"x\"")).status())
                .isEqualTo(412);
        assertThat(calls.send("deleteCaptions", Optional.empty(), Map.of("If-Match", track)).status()).isEqualTo(204);
    }

    @Test
    @Order(4)
    void playback_signedForAPage_playsThereOnlyUntilItIsPublic() {
        var playback = calls.send("getPlayback", "expires_in", "900", "domain", "example.com", "allow_no_referrer",
                "true").json();
        var token = token(playback.path("hls").asText());
        assertThat(clips.play(playback.path("hls").asText())).as("ffmpeg names no page").isEmpty();
        assertThat(play("index.m3u8", token, "https://example.com").status()).isEqualTo(200);
        assertThat(play("video.mp4", token, "https://example.com").status()).isEqualTo(302);
        assertThat(play("storyboard.vtt", token, "https://example.com").text()).startsWith("WEBVTT");
        assertThat(play("index.m3u8", token, "https://example.org").json().path("code").asText())
                .isEqualTo("playback.page_forbidden");
        var strict = token(calls.send("getPlayback", "domain", "example.com").json().path("hls").asText());
        assertThat(calls.send("play", "token", strict).status()).isEqualTo(403);
        assertThat(calls.send("play").status()).isEqualTo(403);

        calls.example("editAsset", "publish");
        var open = calls.send("getPlayback").json();
        assertThat(open.path("hls").asText()).doesNotContain("?");
        assertThat(clips.play(open.path("hls").asText())).isEmpty();
        assertThat(clips.play(open.path("mp4").asText())).isEmpty();
        assertThat(calls.send("getPlayback", "expires_in", "900").status()).isEqualTo(409);
        calls.example("editAsset", "withdraw");
        assertThatThrownBy(() -> clips.play(open.path("hls").asText())).as("withdrawn")
                .hasMessageContaining("403 Forbidden");
    }

    @Test
    @Order(5)
    void workflows_examples_areAnsweredAsDocumented() throws IOException {
        for (var example : new String[]{"same", "reels"}) {
            ended(calls.example("startWorkflow", example));
        }
        var runs = calls.send("listWorkflows", "asset_id", asset, "limit", "2").json().path("data");
        assertThat(runs).hasSize(2);
        calls.know("workflow_id", runs.path(0).path("id").asText());
        var diff = calls.send("diffWorkflows", "against", runs.path(1).path("id").asText());
        assertThat(diff.status()).isEqualTo(200);
        assertThat(diff.json().path("differences").findValuesAsText("what")).contains("preset");
        assertThat(calls.send("diffWorkflows", "against", "wfl_1").status()).isEqualTo(422);
        ended(calls.example("retryWorkflow", "from_captions"));

        var slow = new FileUploader(edition.api()).upload(clips.landscape("slow.mp4", "640x360", 12), _ -> {});
        var run = await().atMost(Duration.ofSeconds(30)).until(
                () -> calls.send("listWorkflows", "asset_id", slow.path("asset_id").asText()).json().path("data"),
                found -> !found.isEmpty()).path(0).path("id").asText();
        calls.know("workflow_id", run);
        assertThat(calls.example("cancelWorkflow", "nothing").json().path("state").asText()).isEqualTo("cancelled");
        assertThat(calls.send("getWorkflow").json().path("state").asText()).isEqualTo("cancelled");
        ended(calls.example("retryWorkflow", "from_failure"));
    }

    @Test
    @Order(6)
    void webhooks_examples_areAnsweredAsDocumented() throws IOException {
        try (var webhooks = new WebhookExamples(CONTRACT, calls)) {
            webhooks.endpoints();
            webhooks.deliveries();
        }
    }

    @Test
    @Order(7)
    void deletion_isAnsweredAsDocumented() {
        calls.know("asset_id", asset);
        var hls = token(calls.send("getPlayback").json().path("hls").asText());

        assertThat(calls.send("deleteAsset").status()).isEqualTo(202);
        assertThat(calls.send("deleteAsset").status()).isEqualTo(202);
        assertThat(calls.send("getAsset").json().path("state").asText()).isIn("deleting", "deleted");
        assertThat(calls.send("getPlayback").status()).isEqualTo(410);
        assertThat(calls.send("play", "token", hls).status()).isEqualTo(410);
        assertThat(calls.example("editAsset", "publish").status()).isEqualTo(410);
    }

    @Test
    @Order(8)
    void operations_areAnsweredAsDocumented() {
        for (var id : new String[]{"getHealth", "getReadiness", "getLiveness", "getContract", "getDocs"}) {
            assertThat(calls.send(id).status()).as(id).isEqualTo(200);
        }
        assertThat(calls.send("getContract").json()).isEqualTo(CONTRACT.document());
    }

    @Test
    @Order(9)
    void privacy_examples_areAnsweredAsDocumented() {
        var export = calls.example("exportData", "person");
        assertThat(export.status()).isEqualTo(202);
        calls.know("export_id", export.json().path("id").asText());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> calls.send("getExport").json().path("state").asText().equals("ready"));
        assertThat(calls.send("getExport").json().path("archive").path("url").asText()).contains("archive.zip");
        assertThat(calls.example("eraseData", "asset").status()).isEqualTo(202);
        var person = calls.example("eraseData", "person");
        assertThat(person.status()).isEqualTo(202);
        calls.know("erasure_id", person.json().path("id").asText());
        assertThat(calls.send("getErasure").json().path("scope").path("type").asText()).isEqualTo("subject");
        assertThat(calls.send("listErasures", "limit", "1").json().path("data")).hasSize(1);
        assertThat(calls.send("getCertificateKeys").json().path("keys")).hasSize(1);
        assertThat(calls.send("getInventory").json().path("data")).isNotEmpty();
    }

    /** What the edge refuses is the same for every operation, and documented for each. */
    @Test
    @Order(10)
    void everyOperation_refusals_areDocumentedProblems() {
        MISSING.forEach(calls::know);
        for (var operation : CONTRACT.operations()) {
            var token = Map.of("Authorization", "Bearer " + edition.token());
            operation.scope().ifPresent(scope -> {
                assertThat(calls.bare(operation, Optional.empty(), Map.of()).status()).as(operation.key())
                        .isEqualTo(401);
                var other = Map.of("Authorization", "Bearer " + edition.tokenWithout(scope));
                assertThat(calls.bare(operation, Optional.empty(), other).status()).as(operation.key())
                        .isEqualTo(403);
            });
            if (operation.scope().isPresent() && operation.requestSchema().isPresent()) {
                var type = Map.of("Authorization", token.get("Authorization"), "Content-Type", "application/json");
                calls.bare(operation, Optional.of(bytes("{")), type);
                calls.bare(operation, Optional.of(bytes("{\"no_such_member\":1}")), type);
                calls.bare(operation, Optional.of(bytes("{}")), token);
            }
            if (operation.scope().isPresent() && !operation.pathNames().isEmpty()
                    && operation.requestSchema().isEmpty()) {
                var asks = operation.parameters("query").stream().anyMatch(each -> each.path("required").asBoolean());
                assertThat(calls.bare(operation, Optional.empty(), token).status()).as(operation.key())
                        .isEqualTo(asks ? 422 : 404);
            }
        }
    }

    @Test
    @Order(11)
    void document_everyOperationAndExample_wasSent() {
        var all = new TreeSet<String>();
        for (Operation operation : CONTRACT.operations()) {
            all.add(operation.id());
            operation.requestExamples().keySet().forEach(example -> all.add(operation.id() + "/" + example));
        }

        assertThat(calls.succeeded()).isEqualTo(all);
    }

    /** Waits until the run that was just made has ended, so that the asset is free for another. */
    private static void ended(ContractCalls.Answer made) {
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        calls.know("workflow_id", made.json().path("id").asText());
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300))
                .until(() -> !calls.send("getWorkflow").json().path("state").asText().equals("running"));
    }

    private static ContractCalls.Answer play(String file, String token, String origin) {
        calls.know("file", file);
        try {
            return calls.send("play", Optional.empty(), Map.of("Origin", origin), "token", token);
        } finally {
            calls.know("file", "index.m3u8");
        }
    }

    private static String token(String address) {
        return URI.create(address).getQuery().substring("token=".length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
