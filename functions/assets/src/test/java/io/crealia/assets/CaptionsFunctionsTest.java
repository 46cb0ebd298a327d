package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.MediaKeys;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captions from the first upload to the player, on the functions as deployed. */
final class CaptionsFunctionsTest {
    private static FunctionBench bench;

    @BeforeAll
    static void start(@TempDir Path directory) {
        bench = new FunctionBench(directory);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void renew() {
        bench.renew();
    }

    @Test
    void put_fileWhilePreparing_isReadInEveryFormatWithoutMarkup() throws Exception {
        bench.facts("preparing");

        var put = bench.write("captions-put");

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().path("origin").asText()).isEqualTo("uploaded");
        assertThat(put.json().path("state").asText()).isEqualTo("published");
        assertThat(bench.read("captions").json().path("data")).containsExactly(put.json());
        var json = bench.read("captions-get");
        assertThat(json.json().path("cues").toString()).isEqualTo("[{\"start_ms\":500,\"end_ms\":2000,"
                + "\"text\":\"Hello from the sea.\"},{\"start_ms\":2500,\"end_ms\":4000,\"text\":\"It is warm.\"}]");
        assertThat(json.json().path("words")).hasSize(7);
        var vtt = bench.api(format("vtt"));
        assertThat(vtt.header("Content-Type")).contains("text/vtt; charset=utf-8");
        assertThat(vtt.header("Content-Disposition")).contains("attachment; filename=\"captions_en.vtt\"");
        assertThat(vtt.text()).startsWith("WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n").doesNotContain("<i>");
        assertThat(bench.api(format("srt")).text()).startsWith("1\r\n00:00:00,500 --> 00:00:02,000\r\n");
        assertThat(bench.api(format("exe")).status()).isEqualTo(422);
        assertThat(bench.object(MediaKeys.humanCaptions(Samples.ACME, Samples.ASSET))).get().asString()
                .contains("\"language\":\"en\"");
        for (var answer : List.of(put, json, bench.read("captions"))) {
            assertThat(answer.text()).doesNotContain("inputs/");
        }
    }

    @Test
    void put_cuesOfAnEditor_replaceAndCount() throws Exception {
        bench.facts("preparing");
        bench.write("captions-put");

        var edited = bench.write("captions-edit").json();

        assertThat(edited.path("origin").asText()).isEqualTo("edited");
        assertThat(edited.path("version").asInt()).isEqualTo(2);
        assertThat(bench.read("captions-get").json().path("cues").get(1).path("text").asText())
                .isEqualTo("It is warm.\nVery warm.");
    }

    @Test
    void put_ofWhatHasChanged_isRefused() throws Exception {
        bench.facts("preparing");
        var tag = bench.write("captions-put").header("ETag").orElseThrow();
        assertThat(bench.read("captions-get").header("ETag")).contains(tag);
        var edit = conditional("captions-edit", "If-Match", tag);

        assertThat(bench.api(edit).status()).isEqualTo(200);
        assertThat(bench.api(edit).status()).isEqualTo(412);
        assertThat(bench.api(conditional("captions-delete", "If-Match", tag)).status()).isEqualTo(412);
        var known = bench.as(FunctionBench.event("assets-api/captions-get"), "acme", "assets:read");
        ((ObjectNode) known.get("headers")).put("If-None-Match",
                bench.read("captions-get").header("ETag").orElseThrow());
        assertThat(bench.api(known).status()).isEqualTo(304);
    }

    @Test
    void put_firstWithIfMatch_isRefused() throws Exception {
        bench.facts("preparing");

        assertThat(bench.api(conditional("captions-put", "If-Match", "*")).status()).isEqualTo(412);
        assertThat(bench.read("captions").json().path("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"vtt|WEBVTT\\n\\nx\\ny|line 4", "vtt|hello|line 1",
            "vtt|WEBVTT\\n\\n00:00:02.000 --> 00:00:01.000\\nx|line 3", "srt|1\\n00:00:01 --> 2\\nx|line 2",
            "vtt|WEBVTT\\n\\n00:61:00.000 --> 00:62:00.000\\nx|line 3",
            "vtt|WEBVTT\\n\\n00:00:01.000 --> 00:00:02.000\\n<b></b>|at least one cue"})
    void put_faultyFile_namesLineAndExpectation(String format, String content, String where) throws Exception {
        bench.facts("preparing");

        var answer = bench.write("captions-put", Json.object().put("format", format)
                .put("content", content.replace("\\n", "\n")).toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("captions.invalid");
        assertThat(answer.json().path("errors").get(0).path("pointer").asText()).isEqualTo("/content");
        assertThat(answer.json().path("errors").get(0).path("expected").asText()).startsWith(where);
        assertThat(bench.read("captions").json().path("data")).isEmpty();
    }

    @Test
    void put_faultyBody_namesEveryFault() throws Exception {
        bench.facts("preparing");
        var bodies = Map.of("{}", List.of("/format", "/content"), "{\"format\":\"ass\",\"content\":\"x\"}",
                List.of("/format"), "{\"format\":\"vtt\",\"cues\":[{\"start_ms\":0,\"end_ms\":1,\"text\":\"x\"}]}",
                List.of("/cues"),
                "{\"cues\":[{\"start_ms\":5,\"end_ms\":5,\"text\":\"<b>\"},{\"start_ms\":-1,\"end_ms\":9,\"key\":\"k\"}]}",
                List.of("/cues/0/end_ms", "/cues/0/text", "/cues/1/start_ms", "/cues/1/text", "/cues/1/key"),
                "{\"cues\":[]}", List.of("/cues"), "[]", List.of(""));
        for (var body : bodies.entrySet()) {
            var answer = bench.write("captions-put", body.getKey());

            assertThat(answer.status()).as(body.getKey()).isEqualTo(422);
            assertThat(answer.json().path("errors").findValuesAsText("pointer")).as(body.getKey())
                    .containsAll(body.getValue());
        }
    }

    /** As many captions as a body holds stay below what a function may answer. */
    @Test
    void get_longCaptions_fitIntoAnAnswer() throws Exception {
        bench.facts("preparing");
        var body = Json.object();
        var list = body.putArray("cues");
        for (int i = 0; i < 12_000; i++) {
            list.addObject().put("start_ms", i * 2000L).put("end_ms", i * 2000L + 1900)
                    .put("text", "a few words " + i + "\nand \"more\"");
        }
        assertThat(Json.bytes(body).length).isBetween(800_000, 1_048_576);
        assertThat(bench.write("captions-edit", body.toString()).status()).isEqualTo(200);

        var answer = bench.read("captions-get");

        assertThat(answer.raw().toString().length()).isLessThan(6_000_000);
        assertThat(answer.json().path("cues")).hasSize(12_000);
        assertThat(answer.json().has("words")).as("too many to show").isFalse();
    }

    @Test
    void put_hostileCues_leaveNothingThatAPlayerWouldRun() throws Exception {
        bench.facts("ready");
        var cues = Json.object();
        var list = cues.putArray("cues");
        for (var text : List.of("<script>alert(1)</script>x", "00:00:01.000 --> 00:00:09.000",
                "&lt;img src=x onerror=y&gt;",
                "<<b>i>bold", "a\u202eb", "{\\an8}up")) {
            list.addObject().put("start_ms", list.size() * 1000L).put("end_ms", list.size() * 1000L + 900).put("text",
                    text);
        }

        assertThat(bench.write("captions-edit", cues.toString()).status()).isEqualTo(200);

        assertThat(bench.read("captions-get").json().path("cues")).hasSize(6);
        for (var text : List.of(bench.api(format("vtt")).text(), bench.api(format("srt")).text(),
                bench.play("play-captions-segment").text())) {
            assertThat(text).doesNotContain("<script").doesNotContain("<b>").doesNotContain("<img")
                    .doesNotContain("\u202e");
            assertThat(text.lines().filter(line -> line.contains("-->"))).hasSize(6);
        }
    }

    @ParameterizedTest
    @CsvSource({"EN", "english", "../en", "en/../de", "$where", "e", "''", "en_US"})
    void track_languageThatIsNoTag_isRefused(String language) throws Exception {
        bench.facts("preparing");
        for (var event : List.of("captions-put", "captions-get", "captions-approve", "captions-delete")) {
            var request = bench.as(FunctionBench.event("assets-api/" + event), "acme",
                    event.equals("captions-get") ? "assets:read" : "assets:write");
            ((ObjectNode) request.get("pathParameters")).put("language", language);

            assertThat(bench.api(request).status()).as(event).isEqualTo(event.equals("captions-put") ? 422 : 404);
        }
    }

    @Test
    void track_assetNotHeardOf_isNotFound() throws Exception {
        for (var event : List.of("captions-put", "captions-approve", "captions-delete")) {
            assertThat(bench.write(event).status()).as(event).isEqualTo(404);
        }
        assertThat(bench.object(MediaKeys.humanCaptions(Samples.ACME, Samples.ASSET))).isEmpty();
    }

    @Test
    void recognised_draft_isSeenByPlayersOnlyOnceApproved() throws Exception {
        bench.put(Understanding.CAPTIONS_KEY, Understanding.CAPTIONS.replace("published", "needs_review")
                .replace("\"origin\":\"script\"", "\"origin\":\"recognised\"").getBytes(StandardCharsets.UTF_8));
        bench.facts("understood");

        assertThat(bench.play("play-master").text()).doesNotContain("SUBTITLES");
        assertThat(bench.play("play-captions").status()).isEqualTo(404);
        assertThat(bench.play("play-captions-segment").status()).isEqualTo(404);
        assertThat(bench.read("captions-get").json().path("state").asText()).isEqualTo("needs_review");
        assertThat(bench.write("captions-approve", "{\"state\":\"needs_review\"}").status()).isEqualTo(422);

        assertThat(bench.write("captions-approve").json().path("state").asText()).isEqualTo("published");

        assertThat(bench.play("play-master").text()).contains("TYPE=SUBTITLES").contains("SUBTITLES=\"subs\"");
        assertThat(bench.play("play-captions").status()).isEqualTo(200);
    }

    @Test
    void delete_captions_ofAPersonOnly() throws Exception {
        bench.facts("understood");
        assertThat(bench.write("captions-delete").status()).as("the machine's").isEqualTo(409);
        bench.write("captions-put");

        assertThat(bench.write("captions-delete").status()).isEqualTo(204);

        assertThat(bench.read("captions-get").json().path("origin").asText()).isEqualTo("script");
        assertThat(bench.object(MediaKeys.humanCaptions(Samples.ACME, Samples.ASSET))).isEmpty();
    }

    @Test
    void play_understoodAsset_walksFromMasterToCuesAndReels() throws Exception {
        bench.facts("understood");

        var master = bench.play("play-master").text();
        assertThat(master).contains("URI=\"captions_en.m3u8?token=");
        var playlist = bench.play("play-captions");
        assertThat(playlist.header("Content-Type")).contains("application/vnd.apple.mpegurl");
        assertThat(playlist.text()).contains("#EXTINF:10.010,\ncaptions_en.vtt?token=");
        var segment = bench.play("play-captions-segment");
        assertThat(segment.header("Content-Type")).contains("text/vtt");
        assertThat(segment.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(segment.text()).startsWith("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n");
        var playback = bench.playback().json();
        assertThat(playback.path("reels")).hasSize(1);
        assertThat(playback.path("reels").get(0).path("name").asText()).isEqualTo("h1");
        assertThat(playback.path("reels").get(0).path("url").asText()).contains("/reel_h1.mp4?token=");
        var reel = bench.play("play-reel");
        assertThat(reel.status()).isEqualTo(302);
        assertThat(reel.header("Location")).get().asString().contains("/reels/1/h1.mp4?").contains("X-Amz-Signature");
    }

    private static ObjectNode format(String format) throws Exception {
        var event = bench.as(FunctionBench.event("assets-api/captions-get"), "acme", "assets:read");
        ((ObjectNode) event.get("queryStringParameters")).put("format", format);
        return event;
    }

    private static ObjectNode conditional(String event, String header, String value) throws Exception {
        var request = bench.as(FunctionBench.event("assets-api/" + event), "acme", "assets:write");
        ((ObjectNode) request.get("headers")).put(header, value);
        return request;
    }
}
