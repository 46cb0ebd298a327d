package io.crealia.simulation.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.TestTokens;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls the API over a bad network, and again with the same key until there is an answer that settles the matter. */
final class Client {
    private static final int MOST = 60;

    private final World world;
    private final Book book;

    Client(World world, Book book) {
        this.world = world;
        this.book = book;
    }

    /** One request that a client wants an answer to. */
    record Request(String function, String method, String resource, String tenant, String parameter, String id,
            Optional<String> key, Optional<JsonNode> body) {
        Request(String function, String method, String resource, String tenant) {
            this(function, method, resource, tenant, "", "", Optional.empty(), Optional.empty());
        }

        Request on(String name, String value) {
            return new Request(function, method, resource, tenant, name, value, key, body);
        }

        Request keyed(String given) {
            return new Request(function, method, resource, tenant, parameter, id, Optional.of(given), body);
        }

        Request with(JsonNode given) {
            return new Request(function, method, resource, tenant, parameter, id, key, Optional.of(given));
        }

        private String event(boolean withoutKey) {
            var call = ApiCall.of(method, resource).as(TestTokens.token(tenant, "uploads:write", "uploads:read",
                    "assets:read", "assets:write", "workflows:read", "workflows:write", "webhooks:write",
                    "webhooks:read"));
            if (!parameter.isEmpty()) {
                call.path(parameter, id);
            }
            key.filter(_ -> !withoutKey).ifPresent(text -> call.header("Idempotency-Key", text));
            body.ifPresent(call::json);
            return Json.text(call.event());
        }
    }

    /** @param then gets the first answer that is neither lost, nor a 5xx, nor a request to come again */
    void send(Request request, Consumer<ApiCall.Answer> then) {
        attempt(request, then, 0);
    }

    /** As {@link #send}, but whoever calls does not come back. */
    void once(Request request, Consumer<ApiCall.Answer> then) {
        call(request).filter(answer -> !again(answer)).ifPresent(then);
    }

    private void attempt(Request request, Consumer<ApiCall.Answer> then, int attempts) {
        var answer = call(request);
        if (answer.isPresent() && !again(answer.get())) {
            then.accept(answer.get());
        } else if (attempts < MOST) {
            var sim = world.sim();
            var wait = sim.chance().between("client waits", sim.next("client waits"), 1_000, 20_000L << Math.min(5,
                    attempts / 4));
            sim.after(wait, () -> attempt(request, then, attempts + 1));
        } else {
            book.unanswered(request.method() + " " + request.resource());
        }
    }

    private boolean again(ApiCall.Answer answer) {
        if (answer.status() == 500) {
            book.problem("500 " + answer.text());
        }
        return answer.status() >= 500 || answer.status() == 429
                || answer.status() == 409 && answer.json().path("code").asText().startsWith("idempotency.");
    }

    private Optional<ApiCall.Answer> call(Request request) {
        var sim = world.sim();
        var fault = sim.fault(Op.HTTP, request.method() + " " + request.resource());
        if (fault == Fault.FAIL_BEFORE) {
            return Optional.empty();
        }
        if (fault == Fault.DELAY) {
            sim.runUntil(sim.now() + sim.chance().between("slow network", sim.next("slow network"), 100, 20_000));
        }
        var event = request.event(sim.planted(Plant.IDEMPOTENCY_KEY_DROPPED));
        if (fault == Fault.DUPLICATE) {
            // A proxy between them repeats it, and drops the second answer.
            sim.after(sim.chance().between("repeated", sim.next("repeated"), 1, 400),
                    () -> world.invoke(request.function(), event));
        }
        var answer = world.invoke(request.function(), event).map(bytes -> new ApiCall.Answer(Json.parse(bytes)));
        return fault == Fault.FAIL_AFTER ? Optional.empty() : answer;
    }
}
