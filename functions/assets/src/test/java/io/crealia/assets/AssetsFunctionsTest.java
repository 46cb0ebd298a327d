package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.json.Json;
import java.time.Instant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API shows of what the facts told. */
final class AssetsFunctionsTest extends AssetsFunctions {
    private static final List<String> READS = List.of("assets-api/get", "assets-api/events", "assets-api/report",
            "assets-api/renditions", "assets-api/highlights", "assets-api/reels", "assets-api/cost",
            "assets-api/captions",
            "assets-api/captions-get");
    private static final List<String> WRITES = List.of("assets-api/edit", "assets-api/captions-put",
            "assets-api/captions-edit", "assets-api/captions-approve", "assets-api/captions-delete");

    @Test
    void assetsOnFact_runOfAnUpload_isShownByTheApi() throws Exception {
        assertThat(failures("preparing")).isEmpty();
        assertThat(call(assetsApi, "assets-api/get").json().path("progress").path("percent").asInt()).isZero();
        assertThat(failures("progress")).isEmpty();
        assertThat(call(assetsApi, "assets-api/get").json().path("duration_ms").asInt()).isEqualTo(10_010);
        assertThat(failures("ready")).isEmpty();

        var asset = call(assetsApi, "assets-api/get").json();

        assertThat(asset.toPrettyString()).isEqualToNormalizingNewlines(Json.parse("""
                {"id":"ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC","state":"ready","progress":{"state":"ready","percent":100},
                 "playable":true,"duration_ms":10010,
                 "video":{"width":1080,"height":1920,"frame_rate":29.97,"hdr":true},
                 "audio":{"codec":"aac","channels":2,"sample_rate":48000},
                 "created_at":"2025-11-25T08:52:13.952Z","updated_at":"2026-03-01T12:00:59Z",
                 "run_id":"wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC","playback_policy":"signed","poster":true,"storyboard":true,
                 "renditions":[{"name":"720","kind":"hls_video","state":"ready"},
                  {"name":"1080","kind":"hls_video","state":"skipped"},{"name":"mp4","kind":"mp4","state":"ready"}],
                 "steps":[{"name":"probe","state":"succeeded","attempt":1,"started_at":"2026-03-01T12:00:00Z",
                   "ended_at":"2026-03-01T12:00:09Z","duration_ms":9000},
                  {"name":"transcode","state":"succeeded","attempt":1,"started_at":"2026-03-01T12:00:10Z",
                   "ended_at":"2026-03-01T12:00:19Z","duration_ms":9000},
                  {"name":"stills","state":"succeeded","attempt":1,"started_at":"2026-03-01T12:00:20Z",
                   "ended_at":"2026-03-01T12:00:29Z","duration_ms":9000},
                  {"name":"verify","state":"succeeded","attempt":1,"started_at":"2026-03-01T12:00:30Z",
                   "ended_at":"2026-03-01T12:00:39Z","duration_ms":9000},
                  {"name":"publish","state":"succeeded","attempt":1,"started_at":"2026-03-01T12:00:40Z",
                   "ended_at":"2026-03-01T12:00:49Z","duration_ms":9000}]}""").toPrettyString());
    }

    @Test
    void assetsOnFact_batchWithPoison_failsOnlyThePoison() throws Exception {
        assertThat(failures("mixed")).containsExactly("059f36b4-87a3-44ab-83d2-661975940012",
                "059f36b4-87a3-44ab-83d2-661975940013", "059f36b4-87a3-44ab-83d2-661975940014",
                "059f36b4-87a3-44ab-83d2-661975940015");
        assertThat(call(assetsApi, "assets-api/get").json().path("state").asText()).isEqualTo("ready");
    }

    @Test
    void assetsApi_subResources_showResultsWithoutKeys() throws Exception {
        failures("ready");

        var renditions = call(assetsApi, "assets-api/renditions");
        assertThat(renditions.json()).isEqualTo(Json.parse("""
                {"data":[{"name":"720","kind":"hls_video","state":"ready","width":720,"height":1280,
                  "max_bitrate":4500000},
                 {"name":"1080","kind":"hls_video","state":"skipped","reason":"source.too_small"},
                 {"name":"mp4","kind":"mp4","state":"ready"}]}"""));
        var report = call(assetsApi, "assets-api/report");
        assertThat(report.json()).isEqualTo(Json.parse("""
                {"run_id":"wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC","state":"passed",
                 "checks":[{"name":"duration","ok":true,"expected":"10010 ms","actual":"10010 ms"}],
                 "decisions":[{"what":"rungs 720","why":"the source's short side is 1080"}]}"""));
        var events = call(assetsApi, "assets-api/events").json().path("data");
        assertThat(events).hasSize(1);
        var event = events.get(0);
        assertThat(Instant.parse(event.path("at").asText())).isAfter(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(event.path("seq").asInt()).isEqualTo(1);
        assertThat(event.path("type").asText()).isEqualTo("run.changed");
        assertThat(event.path("by")).isEqualTo(Json.parse("{\"kind\":\"system\"}"));
        assertThat(event.path("run_id").asText()).isEqualTo("wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC");
        assertThat(event.path("changes")).hasSize(6);
        assertThat(event.path("changes").get(0)).isEqualTo(Json
                .parse("""
                        {"what":"step","step":"probe","attempt":1,"state":"succeeded","happened_at":"2026-03-01T12:00:09Z"}"""));
        assertThat(event.path("changes").get(5).path("what").asText()).isEqualTo("asset");
    }

    @Test
    void assetsApi_writeByReaderOrStranger_isRefused() throws Exception {
        failures("ready");
        for (var event : WRITES) {
            assertThat(send(assetsApi, as(event(event), "acme", "assets:read")).status()).as(event).isEqualTo(403);
            assertThat(send(assetsApi, event(event)).status()).as(event).isEqualTo(401);
            var foreign = send(assetsApi, as(event(event), "rival", "assets:write"));
            var missing = send(assetsApi, as(id(event, "ast_01KAX3D8G07Q9T5ZK2W8X4Y6ZZ"), "acme", "assets:write"));
            assertThat(foreign.status()).as(event).isEqualTo(404);
            assertThat(missing.text()).isEqualTo(foreign.text());
        }
        assertThat(call(assetsApi, "assets-api/get").json().has("title")).isFalse();
    }

    @Test
    void assetsApi_reportBeforeVerification_isPending() throws Exception {
        failures("preparing");

        assertThat(call(assetsApi, "assets-api/report").json().path("state").asText()).isEqualTo("pending");
    }

    @Test
    void assetsApi_list_pagesAndFilters() throws Exception {
        failures("ready");
        failures("rejected");

        var all = call(assetsApi, "assets-api/list").json();
        assertThat(all.path("data").findValuesAsText("id")).containsExactly("ast_01KAX3D8G07Q9T5ZK2W8X4Y6BD",
                "ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC");
        assertThat(all.path("data").get(0).path("reason").path("code").asText()).isEqualTo("upload.not_media");
        assertThat(all.path("next_cursor").isNull()).isTrue();
        assertThat(call(assetsApi, "assets-api/list-state").json().path("data").findValuesAsText("state"))
                .contains("ready").doesNotContain("rejected");

        var first = call(assetsApi, query("assets-api/list", "limit", "1")).json();
        var second = call(assetsApi, query(query("assets-api/list", "limit", "1"), "cursor",
                first.path("next_cursor").asText())).json();
        assertThat(second.path("data").findValuesAsText("id")).containsExactly("ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC");
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void assetsApi_badQuery_namesTheParameter() throws Exception {
        for (var bad : Map.of("limit", "101", "state", "lost", "cursor", "AAAA").entrySet()) {
            var answer = call(assetsApi, query("assets-api/list", bad.getKey(), bad.getValue()));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("errors").get(0).path("pointer").asText()).isEqualTo("query:" + bad.getKey());
        }
        for (var limit : List.of("0", "-1", "x", "1e2", "", "01", "100000000000")) {
            assertThat(call(assetsApi, query("assets-api/list", "limit", limit)).status()).as(limit).isEqualTo(422);
        }
    }

    @Test
    void assetsApi_knownTag_isNotModified() throws Exception {
        failures("progress");
        var answer = call(assetsApi, "assets-api/get");
        var tag = answer.header("ETag").orElseThrow();

        for (var known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            var again = call(assetsApi, header("assets-api/get", "If-None-Match", known));
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(again.header("ETag")).contains(tag);
        }
        failures("ready");
        assertThat(call(assetsApi, header("assets-api/get", "If-None-Match", tag)).status()).isEqualTo(200);
    }

    @Test
    void assetsApi_foreignMissingAndMalformedIds_answerAlike() throws Exception {
        failures("ready");
        for (var event : READS) {
            var foreign = call(assetsApi, as(event(event), "rival", "assets:read"));
            var missing = call(assetsApi, id(event, "ast_01KAX3D8G07Q9T5ZK2W8X4Y6ZZ"));
            var malformed = call(assetsApi, id(event, "../{$gt:1}"));

            assertThat(foreign.status()).isEqualTo(404);
            assertThat(missing.text()).isEqualTo(foreign.text());
            assertThat(malformed.text()).isEqualTo(foreign.text());
            assertThat(withoutAllowance(missing)).isEqualTo(withoutAllowance(foreign));
        }
        assertThat(call(playbackApi, as(event("playback-api/playback"), "rival", "assets:read")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assets-api/list", "assets-api/get", "assets-api/events", "assets-api/report",
            "assets-api/renditions", "assets-api/highlights", "assets-api/reels", "assets-api/cost",
            "assets-api/captions", "assets-api/captions-get", "playback-api/playback"})
    void api_tokenMissingWrongOrTooWeak_isRefused(String event) throws Exception {
        var function = event.startsWith("assets-api") ? assetsApi : playbackApi;

        assertThat(send(function, event(event)).status()).isEqualTo(401);
        assertThat(call(function, as(event(event), "acme", "uploads:read")).status()).isEqualTo(403);
        var expired = header(event(event), "Authorization", "Bearer " + cloud.issueToken(
                new TokenRequest("user-1", "acme", List.of("assets:read"), Duration.ofMinutes(-5))));
        assertThat(send(function, expired).status()).isEqualTo(401);
    }
    @Test
    void handlers_withoutTheirConfiguration_sayWhatIsMissing() {
        var environment = environment("none");
        environment.remove("CREALIA_MEDIA_BUCKET");

        assertThatThrownBy(() -> new AssetsOnFactHandler(environment))
                .hasStackTraceContaining("CREALIA_MEDIA_BUCKET");
        assertThatThrownBy(() -> new AssetsApiHandler(environment)).hasStackTraceContaining("CREALIA_MEDIA_BUCKET");
    }

    @Test
    void handlers_underSnapStart_rehearseAndStayUsable() throws Exception {
        var environment = environment("snap");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        onFact = new AssetsOnFactHandler(environment);
        assetsApi = new AssetsApiHandler(environment);
        playbackApi = new PlaybackApiHandler(environment);

        assertThat(failures("ready")).isEmpty();
        assertThat(call(assetsApi, "assets-api/list").json().path("data")).hasSize(1);
        assertThat(call(playbackApi, "playback-api/playback").status()).isEqualTo(200);
    }
}
