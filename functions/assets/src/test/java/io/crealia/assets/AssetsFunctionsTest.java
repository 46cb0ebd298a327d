package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** The three functions as deployed, with the payloads of {@code events/}, on the embedded cloud. */
final class AssetsFunctionsTest {
    private static final String BUCKET = "crealia-local-media";
    /** The tokens in events/playback-api are signed with this. */
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final List<String> READS = List.of("assets-api/get", "assets-api/events", "assets-api/report",
            "assets-api/renditions", "assets-api/highlights", "assets-api/reels", "assets-api/cost",
            "assets-api/captions",
            "assets-api/captions-get");
    private static final List<String> WRITES = List.of("assets-api/edit", "assets-api/captions-put",
            "assets-api/captions-edit", "assets-api/captions-approve", "assets-api/captions-delete");
    private static EmbeddedCloud cloud;
    private static int databases;

    private RequestStreamHandler onFact;
    private RequestStreamHandler assetsApi;
    private RequestStreamHandler playbackApi;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud
                .start(CloudSettings.inDirectory(directory).only(Service.S3, Service.MONGO, Service.ISSUER));
        cloud.createBucket(BUCKET);
        var s3 = new AwsClients(AwsSettings.of(new Environment(environment("unused")))).s3();
        Understanding.objects().forEach((key, bytes) -> s3.putObject(request -> request.bucket(BUCKET).key(key),
                RequestBody.fromBytes(bytes)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void functions() {
        var environment = environment("test" + databases++);
        onFact = new AssetsOnFactHandler(environment);
        assetsApi = new AssetsApiHandler(environment);
        playbackApi = new PlaybackApiHandler(environment);
    }

    private static Map<String, String> environment(String database) {
        var at = cloud.endpoints();
        var variables = new HashMap<>(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID", at.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3", at.s3().toString(),
                "CREALIA_MONGO_URI", at.mongoUri().toString(), "CREALIA_MONGO_DATABASE", database));
        variables.putAll(Map.of("CREALIA_AUTH_ISSUER", at.issuer().toString(), "CREALIA_AUTH_AUDIENCE", "crealia",
                "CREALIA_AUTH_JWKS_URI", at.jwksUri().toString(), "CREALIA_MEDIA_BUCKET", BUCKET,
                "CREALIA_PLAYBACK_KEY", KEY, "CREALIA_PLAYBACK_BASE_URL", "http://localhost:3000"));
        variables.putAll(Map.of("CREALIA_KEYS_DATABASE", database + "_keys", "CREALIA_PRIVACY_KEY",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        return variables;
    }

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
    void playback_readyAsset_playsFromMasterToSegment() throws Exception {
        failures("ready");

        var playback = call(playbackApi, "playback-api/playback");
        assertThat(playback.status()).isEqualTo(200);
        var names = new ArrayList<String>();
        playback.json().fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("hls", "mp4", "poster", "storyboard", "expires_at", "policy");
        var hls = URI.create(playback.json().path("hls").asText());
        assertThat(hls.toString()).startsWith("http://localhost:3000/play/" + Samples.ASSET + "/index.m3u8?token=");

        var token = hls.getQuery().substring("token=".length());
        var master = send(playbackApi, query(event("playback-api/play-master"), "token", token));
        assertThat(master.text()).contains("index_720.m3u8?token=" + token);
        var variant = send(playbackApi, query(event("playback-api/play-variant"), "token", token)).text();
        var segment = variant.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
        assertThat(get(segment)).isEqualTo("segment 1");
    }

    @Test
    void play_recordedTokens_serveEveryKindOfFile() throws Exception {
        failures("ready");

        var master = send(playbackApi, event("playback-api/play-master"));
        assertThat(master.status()).isEqualTo(200);
        assertThat(master.header("Content-Type")).contains("application/vnd.apple.mpegurl");
        assertThat(master.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(master.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(master.header("Cache-Control")).contains("private, max-age=60");
        var cues = send(playbackApi, event("playback-api/play-storyboard"));
        assertThat(cues.header("Content-Type")).contains("text/vtt");
        assertThat(cues.text()).contains("storyboard.jpg?token=");
        var segment = send(playbackApi, event("playback-api/play-segment"));
        assertThat(segment.status()).isEqualTo(302);
        assertThat(get(segment.header("Location").orElseThrow())).isEqualTo("segment 1");
    }

    @Test
    void play_withoutOrWithWrongToken_isForbiddenAndReadableByPages() throws Exception {
        failures("ready");
        var wrong = List.of(event("playback-api/play-without-token"),
                query(event("playback-api/play-master"), "token", "e30.e30"), id("playback-api/play-master", "x"));

        for (var event : wrong) {
            var answer = send(playbackApi, event);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().path("code").asText()).isEqualTo("playback.forbidden");
            assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../source/original", "..%2Fsource%2Foriginal", "hls/../../../source/original", "",
            "probe/1/result.json", "index.m3u8/../../x", "index_720.m3u8\u0000.ts"})
    void play_pathOutsideTheResults_isNotFound(String path) throws Exception {
        failures("ready");
        var event = event("playback-api/play-master");
        ((ObjectNode) event.get("pathParameters")).put("proxy", path);

        var answer = send(playbackApi, event);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void play_notPlayableYet_isAConflict() throws Exception {
        failures("preparing");

        for (var answer : List.of(send(playbackApi, event("playback-api/play-master")),
                call(playbackApi, "playback-api/playback"))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().path("code").asText()).isEqualTo("asset.not_playable");
        }
    }

    @Test
    void play_damagedPlaylist_isOurFaultAndNotServed() throws Exception {
        failures("ready");
        var s3 = new AwsClients(AwsSettings.of(new Environment(environment("unused")))).s3();
        var key = Samples.HLS + "index_evil.m3u8";
        s3.putObject(request -> request.bucket(BUCKET).key(key),
                RequestBody.fromString("#EXTM3U\n#EXTINF:6,\nhttps://evil.example/x.ts\n"));
        var event = event("playback-api/play-master");
        ((ObjectNode) event.get("pathParameters")).put("proxy", "index_evil.m3u8");

        var answer = send(playbackApi, event);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("code").asText()).isEqualTo("playback.damaged");
        assertThat(answer.text()).doesNotContain("evil");
    }

    @Test
    void playback_keyTooShort_isNamed() throws Exception {
        var environment = environment("short");
        environment.put("CREALIA_PLAYBACK_KEY", "short");
        var answer = send(new PlaybackApiHandler(environment), event("playback-api/play-master"));

        // The answer names no variable; the log does.
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("CREALIA");
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

    /** Headers of an answer but for what is left of the caller's own rate, which a clock refills. */
    private static JsonNode withoutAllowance(Answer answer) {
        return ((ObjectNode) answer.raw().path("headers").deepCopy()).without("RateLimit");
    }

    private List<String> failures(String event) throws IOException {
        var answer = Json.parse(run(onFact, event("assets-on-fact/" + event)));
        return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    /** Calls as a reader of the tenant acme, unless the event has its own token. */
    private static Answer call(RequestStreamHandler function, ObjectNode event) throws IOException {
        return event.path("headers").path("Authorization").asText().equals("Bearer TOKEN")
                ? send(function, as(event, "acme", "assets:read"))
                : send(function, event);
    }

    private static Answer call(RequestStreamHandler function, String event) throws IOException {
        return call(function, event(event));
    }

    private static Answer send(RequestStreamHandler function, ObjectNode event) throws IOException {
        return new Answer(Json.parse(run(function, event)));
    }

    private static byte[] run(RequestStreamHandler function, JsonNode event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("test"));
        return out.toByteArray();
    }

    private static ObjectNode event(String name) throws IOException {
        return (ObjectNode) Json.parse(Files.readAllBytes(
                Path.of(System.getProperty("crealia.root"), "events", name + ".json")));
    }

    private static ObjectNode as(ObjectNode event, String tenant, String scope) {
        return header(event, "Authorization", "Bearer "
                + cloud.issueToken(new TokenRequest("user-1", tenant, List.of(scope), Duration.ofMinutes(5))));
    }

    private static ObjectNode header(String event, String name, String value) throws IOException {
        return header(event(event), name, value);
    }

    private static ObjectNode header(ObjectNode event, String name, String value) {
        ((ObjectNode) event.get("headers")).put(name, value);
        return event;
    }

    private static ObjectNode query(String event, String name, String value) throws IOException {
        return query(event(event), name, value);
    }

    private static ObjectNode query(ObjectNode event, String name, String value) {
        ((ObjectNode) event.get("queryStringParameters")).put(name, value);
        return event;
    }

    private static ObjectNode id(String event, String id) throws IOException {
        var changed = event(event);
        ((ObjectNode) changed.get("pathParameters")).put("asset_id", id);
        return changed;
    }

    private static String get(String address) throws IOException {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
