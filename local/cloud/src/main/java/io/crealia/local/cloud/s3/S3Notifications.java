package io.crealia.local.cloud.s3;

import io.crealia.local.cloud.s3.PendingEvents.Pending;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends S3 event notifications to queues, at least once: the event is on disk before the request that caused it is
 * answered, and is sent by another thread until the queue has it.
 */
public final class S3Notifications implements ObjectEvents, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(S3Notifications.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final S3EventJson json;
    private final PendingEvents pending;
    private final BiConsumer<URI, String> queues;
    private final InstantSource clock;
    private final List<QueueRule> rules = new CopyOnWriteArrayList<>();
    private final AtomicLong lastSequence = new AtomicLong();
    private final ScheduledExecutorService sender = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("s3-events").factory());

    /** @param queues sends a body to a queue URL, or throws */
    public S3Notifications(Path directory, String region, String account, BiConsumer<URI, String> queues,
            InstantSource clock) {
        this.json = new S3EventJson(region, account);
        this.pending = new PendingEvents(directory);
        this.queues = queues;
        this.clock = clock;
    }

    /** Sends the test event, and what an earlier process still owed this rule. A repeated rule is replaced. */
    public void register(String bucket, String eventPattern, URI queueUrl) {
        var rule = new QueueRule(bucket, eventPattern, queueUrl);
        queues.accept(queueUrl, json.testEvent(bucket, clock.instant()));
        rules.removeIf(known -> known.id().equals(rule.id()));
        List<Pending> owed = pending.of(rule.id());
        rules.add(rule);
        owed.forEach(event -> sender.execute(() -> send(event, FIRST_PAUSE)));
    }

    @Override
    public void accept(ObjectEvent event) {
        Instant now = clock.instant();
        for (QueueRule rule : rules) {
            if (rule.matches(event.bucket(), event.name())) {
                long sequence = nextSequence(now);
                Pending owed = pending.add(sequence, rule.id(), json.record(event, rule.id(), sequence, now));
                sender.execute(() -> send(owed, FIRST_PAUSE));
            }
        }
    }

    private void send(Pending event, Duration pause) {
        URI queue = rules.stream().filter(rule -> rule.id().equals(event.ruleId())).findFirst().orElseThrow()
                .queueUrl();
        try {
            queues.accept(queue, event.body());
            pending.remove(event);
        } catch (RuntimeException e) {
            log.warn("S3 event for {} is sent again in {}: {}", queue, pause, e.toString());
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            sender.schedule(() -> send(event, next), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Nanoseconds of the clock, but always growing. */
    private long nextSequence(Instant now) {
        long wanted = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        return lastSequence.updateAndGet(last -> Math.max(last + 1, wanted));
    }

    /** Stops sending; what is still owed is sent when a later process registers the rule. */
    @Override
    public void close() {
        sender.shutdownNow();
        try {
            if (!sender.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("An S3 event was still being sent at shutdown; it may be sent twice");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
