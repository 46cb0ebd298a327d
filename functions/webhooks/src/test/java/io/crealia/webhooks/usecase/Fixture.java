package io.crealia.webhooks.usecase;

import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.MovableClock;
import io.crealia.webhooks.adapter.InMemoryBulkhead;
import io.crealia.webhooks.adapter.InMemoryDeliveryRepository;
import io.crealia.webhooks.adapter.InMemoryEndpointRepository;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.WebhookUrl;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.WebhookSender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The use cases on stores in memory, a queue that delivers when the test says so, and receivers that answer as told. */
final class Fixture implements DeliveryQueue, WebhookSender {
    static final int PLACES = 2;

    record Message(Delivery delivery, Instant dueAt) {}

    record Post(WebhookUrl url, Map<String, String> headers, String body) {}

    final MovableClock clock = new MovableClock();
    final InMemoryEndpointRepository endpoints = new InMemoryEndpointRepository();
    final InMemoryDeliveryRepository deliveries = new InMemoryDeliveryRepository();
    final InMemoryBulkhead bulkhead = new InMemoryBulkhead(PLACES);
    final List<Message> queue = Collections.synchronizedList(new ArrayList<>());
    final List<Post> posts = Collections.synchronizedList(new ArrayList<>());
    final Deque<Outcome> answers = new ArrayDeque<>();
    final TellEndpoints tell = new TellEndpoints(endpoints, deliveries, this, clock);
    final MakeAttempt attempt = new MakeAttempt(endpoints, deliveries, this, bulkhead, this, clock);
    final SweepDeliveries sweep = new SweepDeliveries(deliveries, this, clock, Duration.ofSeconds(40));
    final Redeliver redeliver = new Redeliver(endpoints, deliveries, this, clock);
    boolean queueAway;
    Runnable whileSending = () -> {};

    @Override
    public void send(Delivery delivery, Duration delay) {
        if (queueAway) {
            throw new DependencyException("the queue is away", null);
        }
        queue.add(new Message(delivery, clock.instant().plus(delay)));
    }

    @Override
    public synchronized Outcome post(WebhookUrl url, Map<String, String> headers, byte[] body) {
        posts.add(new Post(url, headers, new String(body, StandardCharsets.UTF_8)));
        whileSending.run();
        return answers.isEmpty() ? Outcome.answered(200, Optional.empty()) : answers.poll();
    }

    void answer(int... statuses) {
        for (var status : statuses) {
            answers.add(Outcome.answered(status, Optional.empty()));
        }
    }

    /** Handles every message that is due; those they lead to as well, if they are due. */
    List<MakeAttempt.Result> work() {
        var results = new ArrayList<MakeAttempt.Result>();
        for (int i = 0; i < queue.size();) {
            var message = queue.get(i);
            if (message.dueAt().isAfter(clock.instant())) {
                i++;
            } else {
                queue.remove(i);
                results.add(attempt(message.delivery()));
            }
        }
        return results;
    }

    MakeAttempt.Result attempt(Delivery delivery) {
        return attempt.execute(delivery.tenant(), delivery.id(), delivery.version());
    }

    Delivery only() {
        if (deliveries.all().size() != 1) {
            throw new IllegalStateException("there are " + deliveries.all().size() + " deliveries");
        }
        return deliveries.all().getFirst();
    }
}
