package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.security.base.Bodies;
import io.crealia.security.base.Call;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators and code in every field of every body, in queries, in headers and in the ids of paths. */
@ExtendWith(SharedEdition.class)
class InjectionTest {
    private static final String TENANT = "injected";

    private final Target target;

    InjectionTest(Target target) {
        this.target = target;
    }

    @Test
    void everyField_operatorInPlaceOfText_isRefused() {
        var tally = Tally.of("nosql");
        var bodies = RequestBody.all(target, Things.of(target, TENANT));
        var before = target.state();
        for (var body : bodies) {
            for (var field : body.fields()) {
                Corpus.read("nosql").stream().filter(input -> !input.json().get("value").isTextual())
                        .forEach(input -> operator(tally, body, field, input));
            }
        }
        tally.unchanged("operators", before, target.state());
        assertThat(bodies).hasSizeGreaterThanOrEqualTo(8);
        tally.verify();
    }

    private void operator(Tally tally, RequestBody body, String field, Input input) {
        var id = body + " " + field + " " + input;
        var reply = tally.refused(id, () -> target.send(body.with(field, input.json().get("value"))));
        if (reply.status() != 422 || !body.faultAt(reply, field)) {
            tally.acceptedWrongly(id, "no fault at " + body.pointer(field) + " in " + reply);
        }
    }

    /** A text is a text: refused for its form, or kept and shown as it is. */
    @Test
    void everyField_codeAsText_staysText() {
        var tally = Tally.of("nosql");
        var neighbour = Things.of(target, "neighbour");
        for (var body : RequestBody.all(target, Things.of(target, TENANT))) {
            for (var field : body.fields()) {
                Corpus.read("nosql").stream().filter(input -> input.json().get("value").isTextual())
                        .forEach(input -> code(tally, body, field, input, neighbour));
            }
        }
        tally.verify();
    }

    private void code(Tally tally, RequestBody body, String field, Input input, Things neighbour) {
        var id = body + " " + field + " " + input;
        var reply = tally.send(id, () -> target.send(body.with(field, input.json().get("value"))));
        if (reply.successful() && reply.json().has(field)
                && !reply.json().get(field).equals(input.json().get("value"))) {
            tally.acceptedWrongly(id, "became " + reply.json().get(field));
        }
        neighbour.ids().stream().filter(reply.text()::contains)
                .forEach(foreign -> tally.acceptedWrongly(id, "shows " + foreign));
    }

    @Test
    void list_hostileQuery_isRefused() {
        var tally = Tally.of("query");
        var before = target.state();
        for (var input : Corpus.read("query")) {
            tally.refused(input.id(), () -> target.send(target.call("GET", "/v1/assets?" + input.text("query"))));
        }
        tally.unchanged("queries", before, target.state());
        tally.verify();
    }

    /** Each key is its own, whatever it would mean as a query, and the same key is the same upload. */
    @Test
    void start_operatorAsIdempotencyKey_isOnlyAKey() {
        var tally = Tally.of("nosql");
        var uploads = new HashSet<String>();
        var keys = Corpus.read("nosql").stream()
                .map(input -> input.json().get("value").isTextual()
                        ? input.json().get("value").textValue()
                        : input.json().get("value").toString())
                .filter(key -> key.matches("[\\x21-\\x7e]{1,255}")).distinct().toList();
        for (var key : keys) {
            var call = Call.of("POST", "/v1/uploads").bearer(target.token(TENANT, List.of("uploads:write")))
                    .key(key).json(Bodies.upload());
            var first = tally.send("key " + key, () -> target.send(call));
            var again = tally.send("key again " + key, () -> target.send(call));
            if (!uploads.add(first.json().path("id").asText())
                    || !again.json().path("id").equals(first.json().path("id"))) {
                tally.acceptedWrongly("key " + key, first + " then " + again);
            }
        }
        assertThat(keys).hasSizeGreaterThan(30);
        tally.verify();
    }

    @Test
    void everyPath_hostileId_namesNothing() {
        var tally = Tally.of("ids");
        var things = Things.of(target, TENANT);
        var before = target.state();
        for (var rule : RouteRules.of(target)) {
            if (rule.thing() != Thing.NONE && !rule.inBody()) {
                Corpus.read("ids").forEach(input -> path(tally, rule, things, input));
            }
        }
        tally.unchanged("ids", before, target.state());
        tally.verify();
    }

    private void path(Tally tally, RouteRule rule, Things things, Input input) {
        var id = things.id(rule.thing());
        var hostile = input.text("path").replace("${id}", id).replace("${lower}", id.toLowerCase(Locale.ROOT))
                .replace("${ulid}", id.substring(4)).replace("${prefix}", id.substring(0, 4));
        var reply = tally.refused(rule.key() + " " + input,
                () -> target.send(rule.call(hostile).bearer(things.token())));
        if (!Set.of(0, 400, 403, 404, 405, 414).contains(reply.status())) {
            tally.acceptedWrongly(rule.key() + " " + input, reply.toString());
        }
        if (reply.header("X-Injected").isPresent()) {
            tally.acceptedWrongly(rule.key() + " " + input, "a header of the sender's own");
        }
    }
}
