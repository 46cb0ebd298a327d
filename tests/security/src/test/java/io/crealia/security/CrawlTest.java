package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Call;
import io.crealia.security.base.Reply;
import io.crealia.security.base.SecurityHeaders;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every route in every way that it can fail, and every method on every path: each answer carries the same protection. */
@ExtendWith(SharedEdition.class)
class CrawlTest {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
            "TRACE", "CONNECT", "PROPFIND", "PURGE", "LINK", "get", "GETT", "X");
    private static final byte[] TOO_LARGE = new byte[1_048_577];

    private final Target target;
    private final Tally tally = Tally.of("crawl");
    private final Set<String> codes = new TreeSet<>();

    CrawlTest(Target target) {
        this.target = target;
    }

    @Test
    void everyRoute_everyFailure_isProtected() {
        var things = Things.of(target, "crawled");
        var before = target.state();
        for (var rule : RouteRules.of(target)) {
            failures(rule, things).forEach((name, call) -> {
                var reply = visit(rule.key() + " " + name, call);
                if (!name.startsWith("right") && reply.successful()) {
                    tally.acceptedWrongly(rule.key() + " " + name, reply.toString());
                }
            });
        }
        visit("no route", Call.of("GET", "/v1/nothing").bearer(things.token()));
        visit("no route at all", Call.of("GET", "/"));
        visit("no route, percent", Call.of("GET", "/%2e%2e/%2e%2e/etc/passwd"));
        tally.unchanged("crawl", before, target.state());
        System.out.println("crawl: problems seen " + codes);
        assertThat(codes).contains("auth.unauthenticated", "auth.forbidden", "request.malformed", "request.invalid",
                "request.media_type", "request.too_large", "resource.not_found", "playback.forbidden");
        tally.verify();
    }

    private Map<String, Call> failures(RouteRule rule, Things things) {
        var calls = new LinkedHashMap<String, Call>();
        var id = things.id(rule.thing());
        var right = rule.call(id);
        if (rule.scope().isEmpty()) {
            calls.put(rule.thing() == Thing.NONE ? "right" : "without secret", right);
            return calls;
        }
        calls.put("anonymous", right);
        calls.put("without scope", right.bearer(target.token("crawled", List.of())));
        if (rule.thing() != Thing.NONE) {
            calls.put("missing", rule.call(rule.thing().missing()).bearer(things.token()));
        }
        if (rule.method().equals("GET")) {
            calls.put("right", right.bearer(things.token()));
            calls.put("right, compressed", right.bearer(things.token()).header("Accept-Encoding", "gzip"));
        }
        rule.anyBody().ifPresent(body -> bodies(rule, right, body, things).forEach(calls::put));
        return calls;
    }

    private static Map<String, Call> bodies(RouteRule rule, Call right, JsonNode body, Things things) {
        var bare = Call.of(rule.method(), right.target()).key("crawl-" + rule.key().hashCode()).bearer(things.token());
        var calls = new LinkedHashMap<String, Call>();
        calls.put("text", bare.header("Content-Type", "text/plain").body(Json.bytes(body)));
        calls.put("malformed", bare.json("{".getBytes(StandardCharsets.UTF_8)));
        calls.put("array", bare.json(Json.array()));
        calls.put("unknown field", bare.json(Json.object().put("unknown", 1)));
        calls.put("too large", bare.json(TOO_LARGE));
        return calls;
    }

    /** HEAD and OPTIONS say nothing more than GET; whatever a route does not have does nothing. */
    @Test
    void everyPath_everyMethod_doesWhatItsRouteSaysOrNothing() {
        var things = Things.of(target, "crawled");
        var rules = RouteRules.of(target);
        var paths = new TreeSet<>(rules.stream().map(RouteRule::resource).toList());
        var before = target.state();
        for (var path : paths) {
            var own = rules.stream().filter(rule -> rule.resource().equals(path)).toList();
            var address = own.getFirst().call(things.id(own.getFirst().thing())).target();
            for (var method : METHODS) {
                if (own.stream().noneMatch(rule -> rule.method().equals(method))) {
                    var reply = visit(method + " " + path, Call.of(method, address).bearer(things.token()));
                    if (reply.successful() && !method.equals("OPTIONS")) {
                        tally.acceptedWrongly(method + " " + path, reply.toString());
                    }
                }
            }
        }
        tally.unchanged("methods", before, target.state());
        tally.verify();
    }

    private Reply visit(String id, Call call) {
        var reply = tally.send(id, () -> target.send(call));
        if (reply.status() != 0 && !(call.method().equals("OPTIONS") && reply.status() < 300)) {
            SecurityHeaders.faults(reply).forEach(fault -> tally.acceptedWrongly(id, reply.status() + ": " + fault));
        }
        if (!reply.code().isEmpty()) {
            codes.add(reply.code());
        }
        return reply;
    }
}
