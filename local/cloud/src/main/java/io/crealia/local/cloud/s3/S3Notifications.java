package io.crealia.local.cloud.s3;

import com.fasterxml.jackson.core.type.TypeReference;
import io.crealia.local.cloud.KeptRules;
import io.crealia.local.cloud.QueueSender;
import io.crealia.local.cloud.s3.PendingEvents.Pending;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

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
    private final QueueSender queues;
    private final InstantSource clock;
    private final KeptRules<QueueRule> rules;
    private final AtomicLong lastSequence = new AtomicLong();
    private final ScheduledExecutorService sender = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("s3-events").factory());

    /** @param directory keeps the rules, and the events that are not in their queue yet */
    public S3Notifications(Path directory, String region, String account, QueueSender queues, InstantSource clock) {
        this.json = new S3EventJson(region, account);
        this.pending = new PendingEvents(directory.resolve("pending"));
        this.rules = new KeptRules<>(directory.resolve("rules.json"), new TypeReference<>() {
        });
        this.queues = queues;
        this.clock = clock;
    }

    /** Sends the test event; from now on, also after a restart, the queue gets what matches. */
    public void register(String bucket, String eventPattern, String queue) {
        var rule = new QueueRule(bucket, eventPattern, queue);
        if (rules.all().containsKey(rule.id())) {
            return;
        }
        queues.send(queue, json.testEvent(bucket, clock.instant()));
        rules.put(rule.id(), rule);
    }

    /** Sends what an earlier process could not. To be called once, when the queues are there. */
    public void resume() {
        for (QueueRule rule : rules.all().values()) {
            pending.of(rule.id()).forEach(event -> sender.execute(() -> send(rule, event, FIRST_PAUSE)));
        }
    }

    @Override
    public void accept(ObjectEvent event) {
        Instant now = clock.instant();
        for (QueueRule rule : rules.all().values()) {
            if (rule.matches(event.bucket(), event.name())) {
                long sequence = nextSequence(now);
                Pending owed = pending.add(sequence, rule.id(), json.record(event, rule.id(), sequence, now));
                sender.execute(() -> send(rule, owed, FIRST_PAUSE));
            }
        }
    }

    private void send(QueueRule rule, Pending event, Duration pause) {
        try {
            queues.send(rule.queue(), event.body());
            pending.remove(event);
        } catch (QueueDoesNotExistException _) {
            log.error("An S3 event of bucket {} is lost: its queue {} does not exist", rule.bucket(), rule.queue());
            pending.remove(event);
        } catch (RuntimeException e) {
            log.warn("S3 event for {} is sent again in {}: {}", rule.queue(), pause, e.toString());
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            sender.schedule(() -> send(rule, event, next), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Nanoseconds of the clock, but always growing. */
    private long nextSequence(Instant now) {
        long wanted = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        return lastSequence.updateAndGet(last -> Math.max(last + 1, wanted));
    }

    /** Stops sending; what is still owed is sent by a later process. */
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
