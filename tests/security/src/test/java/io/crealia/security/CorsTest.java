package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.security.base.Call;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.Reply;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only the page that the installation names may read answers; players may be anywhere, and nobody has credentials. */
@ExtendWith(SharedEdition.class)
class CorsTest {
    private static final String ALLOW = "Access-Control-Allow-Origin";

    private final Target target;
    private final Tally tally = Tally.of("origins");

    CorsTest(Target target) {
        this.target = target;
    }

    @Test
    void everyOrigin_everyKindOfAnswer_isToldOnlyOfTheRightOne() {
        for (var input : Corpus.read("origins")) {
            calls().forEach((name, call) -> {
                var id = input + ", " + name;
                var reply = tally.send(id, () -> target.send(call.header("Origin", input.text("origin"))));
                judge(id, input, reply, name);
            });
        }
        tally.verify();
    }

    private Map<String, Call> calls() {
        var calls = new LinkedHashMap<String, Call>();
        calls.put("success", target.call("GET", "/v1/assets"));
        calls.put("401", Call.of("GET", "/v1/assets"));
        calls.put("404", target.call("GET", "/v1/assets/" + Thing.ASSET.missing()));
        calls.put("415", target.call("POST", "/v1/uploads"));
        calls.put("no route", Call.of("GET", "/v1/nothing"));
        calls.put("preflight", Call.of("OPTIONS", "/v1/uploads").header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type"));
        calls.put("health", Call.of("GET", "/health/live"));
        calls.put("play", Call.of("GET", "/play/" + Thing.ASSET.missing() + "/hls/index.m3u8"));
        return calls;
    }

    private void judge(String id, Input input, Reply reply, String name) {
        var told = reply.all(ALLOW);
        var right = input.json().path("allowed").asBoolean();
        if (name.equals("play")) {
            expect(told.equals(List.of("*")), id, "players may be anywhere, but told " + told);
        } else if (right) {
            expect(told.equals(List.of(input.text("origin"))), id, "told " + told);
        } else {
            expect(told.isEmpty() || name.matches("preflight|no route") && told.equals(List.of(right())), id,
                    "told " + told);
        }
        expect(reply.header("Access-Control-Allow-Credentials").isEmpty(), id, "credentials are allowed");
        // The gateway says the same to everybody, so that its answers may be kept for everybody.
        expect(name.matches("play|preflight|no route")
                || reply.all("Vary").stream().anyMatch(value -> value.contains("Origin")), id,
                "Vary is " + reply.all("Vary"));
    }

    private static String right() {
        return Corpus.read("origins").stream().filter(input -> input.json().path("allowed").asBoolean()).findFirst()
                .orElseThrow().text("origin");
    }

    private void expect(boolean holds, String id, String otherwise) {
        if (!holds) {
            tally.acceptedWrongly(id, otherwise);
        }
    }

    @Test
    void preflight_asksForWhatTheApiTakes_isToldSo() {
        var reply = target.send(Call.of("OPTIONS", "/v1/uploads").header("Origin", right())
                .header("Access-Control-Request-Method", "POST"));

        assertThat(reply.status()).isIn(200, 204);
        assertThat(reply.header("Access-Control-Allow-Headers").orElse("")).contains("authorization", "content-type",
                "idempotency-key", "if-match");
        assertThat(reply.header("Access-Control-Allow-Methods").orElse("")).contains("POST");
    }
}
