package io.crealia.security;

import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.Reply;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that are not JSON, are JSON that says two things, or are too much of it. */
@ExtendWith(SharedEdition.class)
class JsonTest {
    private static final Map<String, Set<Integer>> EXPECTED = Map.of("malformed", Set.of(400), "invalid", Set.of(422),
            "either", Set.of(400, 413, 422), "too_large", Set.of(413), "taken", Set.of(201));
    /** Two texts of two letters with the same hash: every text of these pairs has the hash of the others. */
    private static final String[] COLLIDING = {"Aa", "BB"};
    private static final int MOST_ANSWERED = 64 * 1024;

    private final Target target;
    private final Tally tally = Tally.of("json");

    JsonTest(Target target) {
        this.target = target;
    }

    @Test
    void start_hostileBody_isRefusedAsWhatItIs() {
        var corpus = Corpus.read("json");
        var before = target.state();
        corpus.stream().filter(input -> !input.text("expect").equals("taken")).forEach(this::judge);
        tally.unchanged("refused bodies", before, target.state());

        corpus.stream().filter(input -> input.text("expect").equals("taken")).forEach(this::judge);
        tally.verify();
    }

    private void judge(Input input) {
        var body = body(input);
        var reply = tally.send(input.id(), () -> target.send(target.call("POST", "/v1/uploads").json(body)));
        if (!EXPECTED.get(input.text("expect")).contains(reply.status())) {
            tally.acceptedWrongly(input.id(), "as " + reply);
        }
        if (reply.body().length > MOST_ANSWERED) {
            tally.acceptedWrongly(input.id(), "an answer of " + reply.body().length + " bytes");
        }
        quotesNothing(input, reply);
    }

    /** A parser's message may quote what it was given. */
    private void quotesNothing(Input input, Reply reply) {
        if (reply.code().equals("request.malformed") && reply.text().contains("a.mp4")) {
            tally.acceptedWrongly(input.id(), "quoted in " + reply);
        }
    }

    private static byte[] body(Input input) {
        return switch (input.json().get("body").asText()) {
            case "@members" -> members(input.json().get("members").asInt(), i -> "m" + i);
            case "@collisions" -> members(input.json().get("members").asInt(), JsonTest::colliding);
            default -> input.bytes("body");
        };
    }

    private static byte[] members(int count, IntFunction<String> name) {
        var body = new StringBuilder("{\"filename\":\"a.mp4\"");
        for (int i = 0; i < count; i++) {
            body.append(",\"").append(name.apply(i)).append("\":0");
        }
        return body.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String colliding(int number) {
        var name = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            name.append(COLLIDING[number >> bit & 1]);
        }
        return name.toString();
    }
}
