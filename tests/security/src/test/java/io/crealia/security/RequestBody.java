package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.security.base.Bodies;
import io.crealia.security.base.Call;
import io.crealia.security.base.Reply;
import io.crealia.security.base.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One object in the body of a route that takes one: the body itself, or the objects of a list in it.
 *
 * @param list name of the list; empty for the body itself
 */
record RequestBody(RouteRule rule, String list, Target target, Things things) {
    private static final String STRANGER = "zz_unknown";
    private static final Pattern KNOWN = Pattern.compile("one of \\[(.*)]");

    /** Every object of every route that takes a body. */
    static List<RequestBody> all(Target target, Things things) {
        var bodies = new ArrayList<RequestBody>();
        for (var rule : RouteRules.of(target)) {
            rule.body().ifPresent(make -> {
                bodies.add(new RequestBody(rule, "", target, things));
                make.apply(things.id(rule.thing())).properties().stream()
                        .filter(member -> member.getValue().path(0).isObject())
                        .forEach(member -> bodies.add(new RequestBody(rule, member.getKey(), target, things)));
            });
        }
        return bodies;
    }

    /** The members that the route takes, as its own answer to a stranger says. */
    Set<String> fields() {
        var reply = target.send(with(STRANGER, IntNode.valueOf(1)));
        assertThat(reply.status()).as(rule.key() + " " + reply).isEqualTo(422);
        for (var error : reply.json().path("errors")) {
            var known = KNOWN.matcher(error.path("expected").asText());
            if (error.path("pointer").asText().equals(pointer(STRANGER)) && known.matches()) {
                return Arrays.stream(known.group(1).split(", ")).filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
            }
        }
        throw new AssertionError(rule.key() + " does not say which fields it knows: " + reply);
    }

    /** The right request, with one member added or replaced. */
    Call with(String name, JsonNode value) {
        var body = (ObjectNode) rule.body().orElseThrow().apply(things.id(rule.thing())).deepCopy();
        var object = list.isEmpty() ? body : (ObjectNode) body.path(list).path(0);
        object.set(name, value);
        var call = Call.of(rule.method(), rule.call(things.id(rule.thing())).target()).bearer(things.token());
        return (rule.method().equals("POST") ? call.key(UUID.randomUUID().toString()) : call)
                .json(Bodies.ascii(body));
    }

    String pointer(String name) {
        return (list.isEmpty() ? "/" : "/" + list + "/0/") + name.replace("~", "~0").replace("/", "~1");
    }

    boolean faultAt(Reply reply, String name) {
        var pointer = pointer(name);
        for (var error : reply.json().path("errors")) {
            if (error.path("pointer").asText().startsWith(pointer)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return rule.key() + (list.isEmpty() ? "" : " /" + list);
    }
}
