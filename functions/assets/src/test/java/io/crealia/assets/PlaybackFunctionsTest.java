package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** From a playback answer to the last segment. */
final class PlaybackFunctionsTest extends AssetsFunctions {
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
}
