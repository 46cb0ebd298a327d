package io.crealia.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Stands in for EventBridge's default bus: rules with event patterns that deliver to queues. */
public final class EventBus {

    private record Rule(EventPattern pattern, URI queueUrl) {}

    private final String region;
    private final String account;
    private final BiConsumer<URI, String> queues;
    private final InstantSource clock;
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();

    /** @param queues sends a body to a queue URL, or throws */
    public EventBus(String region, String account, BiConsumer<URI, String> queues, InstantSource clock) {
        this.region = region;
        this.account = account;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * Adds the rule, or replaces the one of this name.
     *
     * @throws IllegalArgumentException when the pattern is malformed or uses an operator this bus does not know
     */
    public void rule(String name, JsonNode eventPattern, URI queueUrl) {
        rules.put(name, new Rule(new EventPattern(eventPattern), queueUrl));
    }

    /**
     * Delivers the event to the queue of every rule that matches before it returns.
     *
     * @return the event's id
     * @throws RuntimeException when a queue did not take it; the other rules have been served, so putting it again
     *         delivers twice
     */
    public String put(BusEvent event) {
        String id = UUID.randomUUID().toString();
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("version", "0").put("id", id).put("detail-type", event.detailType()).put("source", event.source())
                .put("account", account).put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        event.resources().forEach(envelope.putArray("resources")::add);
        envelope.set("detail", event.detail());
        String body = envelope.toString();
        RuntimeException failure = null;
        for (Rule rule : rules.values()) {
            if (rule.pattern().matches(envelope)) {
                failure = deliver(rule, body, failure);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return id;
    }

    private RuntimeException deliver(Rule rule, String body, RuntimeException earlier) {
        try {
            queues.accept(rule.queueUrl(), body);
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
