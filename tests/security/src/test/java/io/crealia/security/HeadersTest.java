package io.crealia.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.security.base.Call;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.Reply;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Headers that are too long, too many, repeated, malformed, or claim to be somebody. */
@ExtendWith(SharedEdition.class)
class HeadersTest {
    private final Target target;
    private final Tally tally = Tally.of("headers");

    HeadersTest(Target target) {
        this.target = target;
    }

    @Test
    void request_hostileHeader_isRefusedOrMeansNothing() {
        var before = target.state();
        var reading = Corpus.read("headers").stream().filter(input -> !mayStart(input)).toList();
        reading.forEach(this::judge);
        tally.unchanged("headers", before, target.state());
        Corpus.read("headers").stream().filter(HeadersTest::mayStart).forEach(this::judge);
        tally.verify();
    }

    private static boolean mayStart(Input input) {
        return statuses(input).contains("201");
    }

    private void judge(Input input) {
        // A transfer coding that a server does not have is its to refuse with 501 (RFC 9112, 6.1).
        var reply = tally.send(input.id(), () -> target.send(call(input)),
                status -> status == 501 && statuses(input).contains("501"));
        if (!statuses(input).contains(String.valueOf(reply.status()))) {
            tally.acceptedWrongly(input.id(), "expected " + statuses(input) + ", was " + reply);
        }
        input.optional("no").ifPresent(text -> {
            var unwanted = text.equals("@value") ? input.json().path("headers").path(0).path(1).asText() : text;
            if (says(reply, unwanted)) {
                tally.acceptedWrongly(input.id(), "the answer says " + unwanted);
            }
        });
        if (reply.header("X-Injected").isPresent()) {
            tally.acceptedWrongly(input.id(), "a header of the sender's own");
        }
    }

    private static boolean says(Reply reply, String text) {
        return !text.isEmpty() && (reply.text().contains(text)
                || reply.headers().stream().anyMatch(header -> header.value().contains(text)));
    }

    private static List<String> statuses(Input input) {
        return input.json().path("expect").valueStream().map(status -> status.asText()).toList();
    }

    private Call call(Input input) {
        var call = Call.of(input.text("method"), input.text("target"));
        if (input.json().path("auth").asBoolean()) {
            call = call.bearer(target.token());
        }
        if (input.json().has("body")) {
            call = call.body(input.bytes("body"));
            if (input.json().path("typed").asBoolean(true)) {
                call = call.header("Content-Type", "application/json");
            }
        }
        for (var header : input.json().path("headers")) {
            call = call.header(text(input, header.path(0)), text(input, header.path(1)));
        }
        return call;
    }

    private static String text(Input input, JsonNode part) {
        return new String(input.expand(part), StandardCharsets.UTF_8);
    }
}
