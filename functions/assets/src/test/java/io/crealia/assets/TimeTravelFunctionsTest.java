package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log and the past of an asset through the functions as deployed, with the payloads of {@code events/}. */
final class TimeTravelFunctionsTest {
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
    void ready() throws IOException {
        bench.renew();
        bench.facts("ready");
    }

    private static Answer read(String event, String query, String value) throws IOException {
        return as("acme", event, query, value);
    }

    private static Answer as(String tenant, String event, String query, String value) throws IOException {
        var call = bench.as(FunctionBench.event("assets-api/" + event), tenant, "assets:read");
        call.putObject("queryStringParameters").put(query, value);
        call.putObject("multiValueQueryStringParameters").putArray(query).add(value);
        return bench.api(call);
    }

    private static Answer edit(String title) throws IOException {
        return bench.write("edit", Json.text(Json.object().put("title", title)));
    }

    /** When the event with this number was seen. */
    private static String seenAt(int sequence) throws IOException {
        return bench.read("events").json().path("data").get(sequence - 1).path("at").asText();
    }

    @Test
    void at_everyEvent_isWhatWasSeenThen() throws Exception {
        var seen = new ArrayList<>(List.of(bench.read("get").json()));
        for (var title : List.of("One", "Two", "Three")) {
            // So that no two of them were seen within one millisecond.
            var before = Instant.parse(seenAt(seen.size()));
            while (!Instant.now().isAfter(before.plusMillis(2))) {
                Thread.onSpinWait();
            }
            assertThat(edit(title).status()).isEqualTo(200);
            seen.add(bench.read("get").json());
        }

        for (int sequence = 1; sequence <= seen.size(); sequence++) {
            var then = read("get", "at", seenAt(sequence));
            assertThat(then.status()).isEqualTo(200);
            assertThat(then.json()).isEqualTo(seen.get(sequence - 1));
            assertThat(then.header("ETag")).isPresent();
        }
        assertThat(read("get", "at", Instant.now().toString()).json()).isEqualTo(seen.getLast());
    }

    @ValueSource(strings = {"renditions", "report", "highlights", "reels", "captions"})
    @ParameterizedTest
    void at_partsOfTheAsset_areOfThen(String part) throws Exception {
        var now = bench.read(part).json();

        assertThat(read(part, "at", seenAt(1)).json()).isEqualTo(now);
        assertThat(read(part, "at", "2020-01-01T00:00:00Z").status()).isEqualTo(404);
        assertThat(read(part, "at", "yesterday").status()).isEqualTo(422);
    }

    @Test
    void at_beforeTheAsset_isNotFound() throws Exception {
        var before = Instant.parse(seenAt(1)).minusMillis(1).toString();

        assertThat(read("get", "at", before).status()).isEqualTo(404);
    }

    @ValueSource(strings = {"", "yesterday", "2026-03-01", "2026-03-01T12:00:00", "2026-03-01T12:00:00+01:00",
            "2026-13-01T12:00:00Z", "2026-02-30T12:00:00Z", "1772366520000", "2026-03-01T12:00:00.0000000001Z",
            "+292278994-08-17T07:12:55Z"})
    @ParameterizedTest
    void at_noInstant_isRefusedByName(String at) throws Exception {
        var answer = read("get", "at", at);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).toString()).contains("query:at", "format");
    }

    @Test
    void at_theFuture_isRefusedByName() throws Exception {
        var answer = read("get", "at", Instant.now().plusSeconds(60).toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).toString()).contains("query:at", "range",
                "an instant that has passed");
    }

    @Test
    void at_otherTenant_isNotFound() throws Exception {
        assertThat(as("rival", "get", "at", seenAt(1)).status()).isEqualTo(404);
        assertThat(as("rival", "events", "limit", "5").status()).isEqualTo(404);
    }

    @Test
    void at_knownAnswer_isNotSentAgain() throws Exception {
        var at = seenAt(1);
        edit("Later");
        var tag = read("get", "at", at).header("ETag").orElseThrow();
        var call = bench.as(FunctionBench.event("assets-api/get"), "acme", "assets:read");
        call.putObject("queryStringParameters").put("at", at);
        call.putObject("multiValueQueryStringParameters").putArray("at").add(at);
        ((ObjectNode) call.get("headers")).put("If-None-Match", tag);
        ((ObjectNode) call.get("multiValueHeaders")).putArray("If-None-Match").add(tag);

        assertThat(bench.api(call).status()).isEqualTo(304);
        assertThat(bench.read("get").header("ETag").orElseThrow()).isNotEqualTo(tag);
    }

    @Test
    void events_pages_areContiguousAndNameNobody() throws Exception {
        for (var title : List.of("One", "Two", "Three", "Four")) {
            edit(title);
        }
        var first = read("events", "limit", "2").json();
        var sequences = new ArrayList<Integer>();
        var page = first;
        while (true) {
            page.path("data").forEach(event -> sequences.add(event.path("seq").asInt()));
            if (page.path("next_cursor").isNull()) {
                break;
            }
            page = read("events", "cursor", page.path("next_cursor").asText()).json();
        }

        assertThat(first.path("data")).hasSize(2);
        assertThat(sequences).containsExactly(1, 2, 3, 4, 5);
        var edit = first.path("data").get(1);
        assertThat(edit.path("type").asText()).isEqualTo("asset.edited");
        assertThat(edit.path("changes")).isEqualTo(Json.parse("[{\"what\":\"title\"}]"));
        assertThat(edit.path("by").path("kind").asText()).isEqualTo("person");
        assertThat(edit.path("by").path("reference").asText()).matches("[0-9a-f]{32}");
        assertThat(bench.read("events").json().toString()).doesNotContain("user-1", "One");
        assertThat(read("events", "cursor", "made-up").status()).isEqualTo(422);
        assertThat(read("events", "limit", "0").status()).isEqualTo(422);
    }

    /** A fact that is told twice, or after a newer one, adds nothing. */
    @Test
    void events_repeatedFact_isOneEvent() throws Exception {
        bench.facts("ready");

        assertThat(bench.read("events").json().path("data")).hasSize(1);
    }
}
