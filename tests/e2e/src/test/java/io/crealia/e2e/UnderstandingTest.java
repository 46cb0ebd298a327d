package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cli.FileUploader;
import io.crealia.local.cli.RunChoice;
import io.crealia.local.cloud.ai.SpeechSample;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What is understood of a video that speaks, by the embedded AI, until a person says otherwise. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnderstandingTest {
    private static final String SCRIPT = SpeechSample.SCRIPT;

    @TempDir
    static Path folder;
    private static Edition edition;
    private static Clips clips;
    private static String id;

    @BeforeAll
    static void start() throws IOException {
        edition = Edition.start(folder.resolve("home"), Map.of());
        clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                folder.resolve("home/cloud/mediaconvert/ffmpeg"));
    }

    @AfterAll
    static void stop() {
        edition.close();
    }

    @Test
    @Order(1)
    void autoReels_scriptAtUpload_givesCaptionsTextsHighlightsAndReels() throws IOException {
        var speech = folder.resolve("speech.wav");
        SpeechSample.write(SCRIPT, speech);
        var clip = clips.speaking("speaking.mp4", "640x360", speech);
        id = new FileUploader(edition.api())
                .upload(clip, RunChoice.of("auto-reels", "educational", "en", Optional.of(SCRIPT)), _ -> {})
                .path("asset_id").asText();

        var asset = edition.finished(id);

        assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("ready");
        assertThat(asset.path("title").asText()).isNotBlank();
        assertThat(asset.path("hashtags")).hasSizeBetween(3, 10)
                .allSatisfy(tag -> assertThat(tag.asText()).matches("#[\\p{L}\\p{N}]+"));
        var tracks = get("/captions").path("data");
        assertThat(tracks).hasSize(1);
        assertThat(tracks.path(0).path("origin").asText()).isEqualTo("script");
        assertThat(tracks.path(0).path("state").asText()).isEqualTo("published");
        assertThat(words(get("/captions/en"))).isEqualTo(List.of(SCRIPT.strip().split("\\s+")));
        assertThat(get("/report").path("ai").path("captions").path("script").path("share").asDouble())
                .isGreaterThan(0.8);

        var highlights = get("/highlights").path("data");
        assertThat(highlights).isNotEmpty().allSatisfy(highlight -> {
            assertThat(highlight.path("reasons")).isNotEmpty();
            assertThat(highlight.path("score").asDouble()).isBetween(0.3, 1.0);
            assertThat(highlight.path("end_ms").asLong() - highlight.path("start_ms").asLong()).isBetween(15_000L,
                    60_500L);
        });
        assertThat(get("/cost").path("actual_micros").asLong()).isPositive();
    }

    @Test
    @Order(2)
    void playback_hasASubtitlesGroupThatAPlayerPlays() throws Exception {
        var playback = edition.playback(edition.asset(id).orElseThrow());
        var master = text(playback.path("hls").asText());

        assertThat(master).contains("TYPE=SUBTITLES", "LANGUAGE=\"en\"", "SUBTITLES=\"subs\"");
        assertThat(clips.play(playback.path("hls").asText())).isEmpty();
        assertThat(clips.probe(playback.path("hls").asText(), "-select_streams", "s", "-show_entries",
                "stream=codec_name")).contains("webvtt");
    }

    @Test
    @Order(3)
    void reel_isVerticalConstantAndAsLongAsItsHighlight() {
        var reel = get("/reels").path("data").path(0);
        assertThat(reel.path("state").asText()).as(reel.toString()).isEqualTo("ready");
        assertThat(reel.path("captions").asText()).isEqualTo("burned_in");
        assertThat(reel.path("upscale").asDouble()).isGreaterThanOrEqualTo(1.0);
        var url = edition.playback(edition.asset(id).orElseThrow()).path("reels").path(0).path("url").asText();

        assertThat(
                clips.probe(url, "-select_streams", "v:0", "-show_entries", "stream=width,height,codec_name").lines())
                .containsExactly("h264", "720", "1280");
        var length = Double.parseDouble(clips.probe(url, "-show_entries", "format=duration"));
        assertThat(length).isCloseTo((reel.path("end_ms").asLong() - reel.path("start_ms").asLong()) / 1000.0,
                within(0.15));
        assertThat(clips.play(url)).isEmpty();
    }

    /** A content hash stands for what was made of the same inputs: no job, no provider, no row. */
    @Test
    @Order(4)
    void sameRunAgain_costsNothingAndGivesTheSame() {
        var cost = get("/cost");
        var highlights = get("/highlights").path("data");
        var run = edition.api().post("/v1/workflows", Json.object().put("asset_id", id), UUID.randomUUID().toString());

        var ended = ended(run.path("id").asText());

        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("ready");
        assertThat(ended.path("template").asText()).isEqualTo("auto-reels");
        var rows = rows(get("/cost"));
        assertThat(rows).containsExactlyInAnyOrderElementsOf(rows(cost));
        assertThat(get("/highlights").path("data")).isEqualTo(highlights);
    }

    @Test
    @Order(5)
    void personsCaptionsAndTitle_stayOverALaterRunAndAreTakenUp() throws Exception {
        var put = send("PUT", "/captions/en", Json.object().put("format", "srt").put("content",
                "1\n00:00:00,200 --> 00:00:05,000\nWelcome back to MY garden.\n\n"
                        + "2\n00:00:05,500 --> 00:00:10,900\nThe first plant is <b>the</b> tomato.\n"));
        assertThat(put.statusCode()).as(put.body()).isLessThan(300);
        assertThat(send("PATCH", "", Json.object().put("title", "My garden")).statusCode()).isEqualTo(200);

        var run = edition.api().post("/v1/workflows",
                Json.object().put("asset_id", id).put("template", "stream").put("preset", "storytelling"),
                UUID.randomUUID().toString());
        assertThat(ended(run.path("id").asText()).path("state").asText()).isEqualTo("ready");

        var tracks = get("/captions").path("data");
        assertThat(tracks).hasSize(1);
        assertThat(tracks.path(0).path("origin").asText()).isIn("uploaded", "edited");
        assertThat(text(edition.api().base() + "/v1/assets/" + id + "/captions/en?format=vtt"))
                .contains("MY garden").doesNotContain("<b>");
        assertThat(edition.asset(id).orElseThrow().path("title").asText()).isEqualTo("My garden");
        await().untilAsserted(() -> assertThat(get("/report").path("ai").path("captions").path("origin").asText())
                .isEqualTo("uploaded"));
    }

    @Test
    @Order(6)
    void noScript_isADraftThatNobodySeesUntilAPersonPublishesIt() throws Exception {
        var speech = folder.resolve("short.wav");
        SpeechSample.write("The first plant is the tomato. It needs full sun, deep soil and water every morning.",
                speech);
        var asset = edition.process(clips.speaking("draft.mp4", "320x180", speech));
        var draft = asset.path("id").asText();

        assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("ready");
        assertThat(asset.has("title")).isFalse();
        var track = edition.api().get("/v1/assets/" + draft + "/captions").path("data").path(0);
        assertThat(track.path("origin").asText()).isEqualTo("recognised");
        assertThat(track.path("state").asText()).isEqualTo("needs_review");
        assertThat(text(edition.playback(asset).path("hls").asText())).doesNotContain("SUBTITLES");

        var published = send(draft, "PATCH", "/captions/" + track.path("language").asText(),
                Json.object().put("state", "published"));
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        assertThat(text(edition.playback(asset).path("hls").asText())).contains("TYPE=SUBTITLES");
    }

    @Test
    @Order(7)
    void music_hasNoCaptionsAndIsReady() {
        var asset = edition.process(clips.landscape("tone.mp4", "320x180", 3));

        assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("ready");
        assertThat(edition.api().get("/v1/assets/" + asset.path("id").asText() + "/captions").path("data")).isEmpty();
        assertThat(step(asset, "captions")).isEqualTo("skipped");
        assertThat(step(asset, "enrich")).isEqualTo("skipped");
    }

    private static String step(JsonNode asset, String name) {
        for (var step : asset.path("steps")) {
            if (step.path("name").asText().equals(name)) {
                return step.path("state").asText();
            }
        }
        return "none";
    }

    private static List<String> words(JsonNode captions) {
        var words = new ArrayList<String>();
        captions.path("words").forEach(word -> words.add(word.path("t").asText()));
        return words;
    }

    private static List<String> rows(JsonNode cost) {
        var rows = new ArrayList<String>();
        cost.path("runs").forEach(run -> run.path("rows").forEach(row -> rows.add(Json.text(row))));
        return rows;
    }

    private static JsonNode ended(String run) {
        return await("run " + run).atMost(Duration.ofMinutes(4))
                .until(() -> edition.api().get("/v1/workflows/" + run), json -> json.has("ended_at"));
    }

    private static JsonNode get(String part) {
        return edition.api().get("/v1/assets/" + id + part);
    }

    private static HttpResponse<String> send(String method, String part, ObjectNode body) throws Exception {
        return send(id, method, part, body);
    }

    private static HttpResponse<String> send(String asset, String method, String part, ObjectNode body)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(edition.request("/v1/assets/" + asset + part)
                    .method(method, HttpRequest.BodyPublishers.ofString(Json.text(body)))
                    .header("Content-Type", "application/json").build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String text(String address) throws IOException {
        var connection = edition.open(URI.create(address).getRawPath()
                + (URI.create(address).getRawQuery() == null ? "" : "?" + URI.create(address).getRawQuery()));
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
