package io.crealia.local.cloud.events;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.KeptRules;
import io.crealia.local.cloud.QueueSender;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Stands in for EventBridge's default bus: rules with event patterns that deliver to queues. */
public final class EventBus {

    private record Rule(JsonNode pattern, String queue) {}

    private final KeptRules<Rule> rules;
    private final String region;
    private final String account;
    private final QueueSender queues;
    private final InstantSource clock;

    /** @param directory keeps the rules */
    public EventBus(Path directory, String region, String account, QueueSender queues, InstantSource clock) {
        this.rules = new KeptRules<>(directory.resolve("rules.json"), new TypeReference<>() {
        });
        this.region = region;
        this.account = account;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * Adds the rule, or replaces the one of this name. It stays after a restart.
     *
     * @throws IllegalArgumentException when the pattern is malformed or uses an operator this bus does not know
     */
    public void rule(String name, JsonNode eventPattern, String queue) {
        new EventPattern(eventPattern);
        rules.put(name, new Rule(eventPattern, queue));
    }

    /**
     * Wraps the event in an envelope and delivers it.
     *
     * @return the event's id
     * @throws RuntimeException as {@link #deliver}
     */
    public String put(BusEvent event) {
        String id = UUID.randomUUID().toString();
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("version", "0").put("id", id).put("detail-type", event.detailType()).put("source", event.source())
                .put("account", account).put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        event.resources().forEach(envelope.putArray("resources")::add);
        envelope.set("detail", event.detail());
        deliver(envelope);
        return id;
    }

    /**
     * Delivers a complete envelope to the queue of every rule that matches, and returns when all of them have it.
     *
     * @throws RuntimeException when a queue did not take it; the other rules have been served, so delivering it again
     *         delivers twice
     */
    public void deliver(JsonNode envelope) {
        String body = envelope.toString();
        RuntimeException failure = null;
        for (Rule rule : rules.all().values()) {
            if (new EventPattern(rule.pattern()).matches(envelope)) {
                failure = send(rule, body, failure);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private RuntimeException send(Rule rule, String body, RuntimeException earlier) {
        try {
            queues.send(rule.queue(), body);
            return earlier;
        } catch (RuntimeException e) {
            if (earlier == null) {
                return e;
            }
            earlier.addSuppressed(e);
            return earlier;
        }
    }
}
