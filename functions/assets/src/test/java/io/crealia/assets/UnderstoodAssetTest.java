package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is understood of an asset, what it cost, and what a person says instead, on the functions as deployed. */
final class UnderstoodAssetTest {
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
    void assetsApi_runThatMadeEverything_showsItWithoutKeys() throws Exception {
        bench.facts("understood");

        var asset = bench.read("get").json();
        assertThat(asset.path("title").asText()).isEqualTo("Hello");
        assertThat(asset.path("hashtags").toString()).isEqualTo("[\"#hello\"]");
        assertThat(asset.path("chapters").toString()).isEqualTo("[{\"start_ms\":0,\"title\":\"Start\"}]");
        assertThat(asset.path("metadata")).isEqualTo(Json.parse("""
                {"source":"ai","state":"suggested","provider":"local","model":"crealia-extract-1",
                 "prompt_version":"1","edited":[]}"""));
        assertThat(asset.has("suggestions")).isFalse();
        assertThat(bench.read("highlights").json()).isEqualTo(Json.parse("""
                {"state":"ready","preset":"educational","considered":4,"review":"none","data":[{"name":"h1","rank":1,
                 "start_ms":100,"end_ms":1300,"score":0.71,"terms":{"speech_density":0.9},"words":{"first":0,"last":1},
                 "text":"Hello you.","reasons":["dense speech"]}]}"""));
        assertThat(bench.read("reels").json()).isEqualTo(Json.parse("""
                {"state":"ready","data":[{"name":"h1","state":"ready","start_ms":100,"end_ms":1300,"duration_ms":1200,
                 "width":720,"height":1280,"frame_rate":{"num":30,"den":1},"layout":"fit_blur","upscale":1.0,
                 "captions":"burned_in","score":0.71},{"name":"h2","state":"skipped","reason":"reel.too_short"}]}"""));
        var report = bench.read("report");
        assertThat(report.json().path("decisions").findValuesAsText("what")).containsExactly("rungs 720",
                "layout fit_blur");
        assertThat(report.json().path("ai").path("captions").path("script").path("share").asDouble()).isEqualTo(1);
        for (var event : List.of("get", "highlights", "reels", "report", "renditions", "events")) {
            assertThat(bench.read(event).text()).as(event).doesNotContain("acme/")
                    .doesNotContain("job-1");
        }
    }

    @Test
    void assetsApi_stepsNotDone_sayHowFarTheyAre() throws Exception {
        bench.facts("ready");

        assertThat(bench.read("highlights").json().toString())
                .isEqualTo("{\"state\":\"not_requested\",\"data\":[]}");
        assertThat(bench.read("reels").json().path("state").asText()).isEqualTo("not_requested");
    }

    @Test
    void assetsApi_metadataOfAPerson_staysOverLaterRuns() throws Exception {
        bench.facts("preparing");
        assertThat(bench.write("edit").status()).isEqualTo(200);
        bench.facts("understood");

        var asset = bench.read("get").json();
        assertThat(asset.path("title").asText()).isEqualTo("My holiday");
        assertThat(asset.path("description").asText()).isEqualTo("Two weeks\nby the sea.");
        assertThat(asset.path("hashtags").toString()).isEqualTo("[\"#holiday\",\"#sea\"]");
        assertThat(asset.path("chapters").findValuesAsText("title")).containsExactly("Arrival", "The sea");
        assertThat(asset.path("metadata").path("edited")).hasSize(4);

        var reset = bench.write("edit", "{\"title\":null,\"hashtags\":[]}").json();
        assertThat(reset.path("title").asText()).isEqualTo("Hello");
        assertThat(reset.path("hashtags").toString()).isEqualTo("[]");
        assertThat(reset.path("chapters").findValuesAsText("title")).as("not named").hasSize(2);
    }

    @Test
    void assetsApi_editOfWhatHasChanged_isRefused() throws Exception {
        bench.facts("ready");
        var tag = bench.read("get").header("ETag").orElseThrow();
        var event = bench.as(FunctionBench.event("assets-api/edit"), "acme", "assets:write");
        ((ObjectNode) event.get("headers")).put("If-Match", tag);

        assertThat(bench.api(event).status()).isEqualTo(200);
        var second = bench.api(event);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().path("code").asText()).isEqualTo("asset.changed");
    }

    @Test
    void assetsApi_badMetadata_namesEveryFault() throws Exception {
        bench.facts("ready");
        var answer = bench.write("edit", """
                {"title":"a\u202eb","description":7,"hashtags":["#ok","no"],"chapters":[{"start_ms":5,"title":"a"},
                 {"start_ms":5,"title":"b"},{"start_ms":-1}],"state":"ready","tenantId":"x"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer")).containsExactlyInAnyOrder("/title",
                "/description", "/hashtags", "/chapters/2/start_ms", "/chapters/2/title", "/chapters", "/state",
                "/tenantId");
        assertThat(bench.read("get").json().has("title")).isFalse();
        for (var body : List.of("[]", "7", "\"x\"")) {
            assertThat(bench.write("edit", body).status()).as(body).isEqualTo(422);
        }
        for (var title : List.of("\"\"", "\" \"", "\"a\\u0000\"", "\"" + "x".repeat(201) + "\"", "{\"$gt\":1}",
                "\"\\ud800\"")) {
            assertThat(bench.write("edit", "{\"title\":" + title + "}").status()).as(title).isEqualTo(422);
        }
    }

    @Test
    void assetsApi_hostileTitle_isKeptAsText() throws Exception {
        bench.facts("ready");
        for (var title : List.of("<script>alert(1)</script>", "$where", "a.b.$c", "'; drop table",
                "\u05e9\u05dc\u05d5\u05dd")) {
            bench.write("edit", Json.object().put("title", title).toString());

            assertThat(bench.read("get").json().path("title").asText()).isEqualTo(title);
        }
    }

    @Test
    void assetsOnFact_newRunOverAReadyAsset_keepsItReady() throws Exception {
        bench.facts("ready");
        bench.facts("later-run");

        var asset = bench.read("get").json();
        assertThat(asset.path("state").asText()).isEqualTo("ready");
        assertThat(asset.path("playable").asBoolean()).isTrue();
        assertThat(asset.path("progress").toString()).isEqualTo("{\"state\":\"preparing\",\"percent\":42}");
        assertThat(asset.path("last_run").toString()).isEqualTo(
                "{\"run_id\":\"" + Samples.LATER_RUN + "\",\"state\":\"preparing\"}");
        assertThat(asset.path("run_id").asText()).isEqualTo(Samples.RUN.value());
        assertThat(asset.path("renditions")).hasSize(3);

        bench.facts("later-run-errored");
        asset = bench.read("get").json();
        assertThat(asset.path("state").asText()).isEqualTo("ready");
        assertThat(asset.path("progress").toString()).isEqualTo("{\"state\":\"ready\",\"percent\":100}");
        assertThat(asset.path("last_run").path("reason").path("code").asText()).isEqualTo("transcode.settings");
    }

    @Test
    void assetsOnFact_costs_areShownOnceAndBelongToTheAsset() throws Exception {
        bench.facts("cost");
        assertThat(bench.read("cost").status()).as("asset not known yet").isEqualTo(404);
        bench.facts("ready");
        bench.facts("cost");

        assertThat(bench.read("cost").json().toPrettyString()).isEqualToNormalizingNewlines(Json
                .parse("""
                        {"currency":"USD","estimate_micros":12000,"actual_micros":12500,"variance_micros":500,
                         "runs":[{"run_id":"wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC","estimate_micros":12000,"actual_micros":12500,
                          "variance_micros":500,"rows":[
                           {"step":"transcode","attempt":1,"item":"transcode","kind":"estimate","unit":"output_ms",
                            "quantity":40040,"micros":12000,"at":"2026-03-01T12:00:10Z"},
                           {"step":"transcode","attempt":1,"item":"transcode","kind":"actual","unit":"output_ms",
                            "quantity":40040,"micros":12500,"at":"2026-03-01T12:00:11Z"}]}]}""")
                .toPrettyString());
    }

    /** What the machine is not sure of is nobody's title before a person took it. */
    @Test
    void assetsApi_suggestionInReview_isNotTheAssetsTitle() throws Exception {
        bench.put(Understanding.ENRICH_KEY, Understanding.ENRICH.replace("suggested", "needs_review")
                .replace("\"flagged\":false,\"categories\":[]", "\"flagged\":true,\"categories\":[\"violence\"]")
                .getBytes(StandardCharsets.UTF_8));
        bench.facts("understood");

        var asset = bench.read("get").json();
        assertThat(asset.has("title")).isFalse();
        assertThat(asset.has("chapters")).isFalse();
        assertThat(asset.path("suggestions").path("title").asText()).isEqualTo("Hello");
        assertThat(asset.path("moderation").toString())
                .isEqualTo("{\"flagged\":true,\"categories\":[\"violence\"]}");
        assertThat(asset.path("metadata").path("state").asText()).isEqualTo("needs_review");

        bench.write("edit", "{\"title\":\"Hello\"}");
        assertThat(bench.read("get").json().path("title").asText()).isEqualTo("Hello");
    }

    @Test
    void assetsApi_stepsThatHadNothingToDo_sayWhy() throws Exception {
        bench.put(Understanding.HIGHLIGHTS_KEY, bytes("{\"schema\":1,\"skipped_reason\":\"no_speech\"}"));
        bench.put(Understanding.REELS_KEY, bytes("{\"schema\":1,\"skipped_reason\":\"no_highlight\"}"));
        bench.put(Understanding.ENRICH_KEY, bytes("{\"schema\":1,\"skipped_reason\":\"no_speech\"}"));
        bench.facts("understood");

        assertThat(bench.read("highlights").json().toString())
                .isEqualTo("{\"state\":\"skipped\",\"reason\":\"no_speech\",\"data\":[]}");
        assertThat(bench.read("reels").json().path("reason").asText()).isEqualTo("no_highlight");
        assertThat(bench.read("get").json().has("metadata")).isFalse();
        assertThat(bench.read("report").json().path("ai").path("enrich").toString())
                .isEqualTo("{\"skipped_reason\":\"no_speech\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
