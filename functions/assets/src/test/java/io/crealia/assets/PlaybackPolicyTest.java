package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.testkit.ApiCall.Answer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may play an asset, over the deployed functions. */
final class PlaybackPolicyTest {
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
    void ready() throws Exception {
        bench.renew();
        bench.facts("ready");
    }

    @Test
    void edit_policy_isShownAndPlays() throws Exception {
        assertThat(bench.read("get").json().path("playback_policy").asText()).isEqualTo("signed");
        assertThat(bench.play("play-without-token").status()).isEqualTo(403);

        var edited = bench.write("edit", "{\"playback_policy\":\"public\"}");

        assertThat(edited.json().path("playback_policy").asText()).isEqualTo("public");
        assertThat(bench.play("play-without-token").status()).isEqualTo(200);
        assertThat(bench.playback().text()).contains("/index.m3u8\"").doesNotContain("token")
                .doesNotContain("expires_at");
    }

    /** Titles stay as they are, and a run's progress does not bring the policy back. */
    @Test
    void edit_policyBack_isRevokedAtOnce() throws Exception {
        bench.write("edit", "{\"playback_policy\":\"public\",\"title\":\"Mine\"}");
        bench.facts("later-run");
        assertThat(bench.play("play-without-token").status()).isEqualTo(200);

        var edited = bench.write("edit", "{\"playback_policy\":null}");

        assertThat(edited.json().path("playback_policy").asText()).isEqualTo("signed");
        assertThat(edited.json().path("title").asText()).isEqualTo("Mine");
        assertThat(bench.play("play-without-token").json().path("code").asText()).isEqualTo("playback.forbidden");
        assertThat(bench.play("play-master").status()).as("a token goes on").isEqualTo(200);
    }

    @Test
    void edit_unknownPolicy_isNamed() throws Exception {
        for (var policy : new String[]{"\"drm\"", "\"PUBLIC\"", "true", "[\"public\"]", "{}"}) {
            var answer = bench.write("edit", "{\"playback_policy\":" + policy + "}");

            assertThat(answer.status()).as(policy).isEqualTo(422);
            assertThat(answer.json().path("errors").get(0).path("pointer").asText()).isEqualTo("/playback_policy");
        }
    }

    @Test
    void playback_domain_playsOnItsPagesOnly() throws Exception {
        var hls = URI.create(playback("domain", "player.example").json().path("hls").asText());
        var token = hls.getQuery().substring("token=".length());

        assertThat(play(token, "https://player.example").status()).isEqualTo(200);
        var foreign = play(token, "https://evil.test");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.json().path("code").asText()).isEqualTo("playback.page_forbidden");
        assertThat(play(token, null).status()).isEqualTo(403);
        var silent = URI.create(playback("domain", "player.example", "allow_no_referrer", "true").json().path("hls")
                .asText()).getQuery().substring("token=".length());
        assertThat(play(silent, null).status()).isEqualTo(200);
        assertThat(play(silent, "https://evil.test").status()).isEqualTo(403);
    }

    @Test
    void playback_badQuery_namesEveryParameter() throws Exception {
        var answer = playback("expires_in", "59", "domain", "https://player.example", "allow_no_referrer", "yes");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer")).containsExactly("query:expires_in",
                "query:allow_no_referrer", "query:domain");
        assertThat(playback("allow_no_referrer", "true").json().path("errors").findValuesAsText("pointer"))
                .containsExactly("query:domain");
        for (var seconds : new String[]{"0", "-60", "604801", "1e3", "99999999999999999999", "", "60.0"}) {
            assertThat(playback("expires_in", seconds).status()).as(seconds).isEqualTo(422);
        }
        assertThat(playback("expires_in", "604800").status()).isEqualTo(200);
    }

    @Test
    void playback_publicWithTerms_isAConflict() throws Exception {
        bench.write("edit", "{\"playback_policy\":\"public\"}");

        assertThat(playback("expires_in", "60").json().path("code").asText()).isEqualTo("resource.conflict");
    }

    private static Answer playback(String... query) throws Exception {
        var event = bench.as(FunctionBench.event("playback-api/playback"), "acme", "assets:read");
        var parameters = event.putObject("queryStringParameters");
        var all = event.putObject("multiValueQueryStringParameters");
        for (int i = 0; i < query.length; i += 2) {
            parameters.put(query[i], query[i + 1]);
            all.putArray(query[i]).add(query[i + 1]);
        }
        return bench.play(event);
    }

    private static Answer play(String token, String origin) throws Exception {
        var event = FunctionBench.event("playback-api/play-master");
        event.putObject("queryStringParameters").put("token", token);
        event.putObject("multiValueQueryStringParameters").putArray("token").add(token);
        var headers = (ObjectNode) event.get("headers");
        var all = (ObjectNode) event.get("multiValueHeaders");
        headers.remove("Origin");
        all.remove("Origin");
        if (origin != null) {
            headers.put("Origin", origin);
            all.putArray("Origin").add(origin);
        }
        return bench.play(event);
    }
}
