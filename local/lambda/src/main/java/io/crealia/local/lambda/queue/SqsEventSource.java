package io.crealia.local.lambda.queue;

import io.crealia.local.lambda.LocalLambda;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * An event source mapping: polls one queue and invokes one function. What fails stays in the queue until its visibility
 * ends; after the queue's {@code maxReceiveCount} the queue itself moves it to its dead letters.
 */
public final class SqsEventSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsEventSource.class);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final QueueMapping mapping;
    private final PolledQueue queue;
    private final LocalLambda lambda;
    private final SqsEventWriter events;
    private final Semaphore free;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread poller;

    private SqsEventSource(QueueMapping mapping, LocalLambda lambda) {
        this.mapping = mapping;
        this.lambda = lambda;
        this.queue = new PolledQueue(mapping);
        this.events = new SqsEventWriter(mapping.queueArn(), mapping.region());
        this.free = new Semaphore(mapping.maximumConcurrency());
        this.poller = Thread.ofVirtual().name("poll-" + mapping.function()).unstarted(this::poll);
    }

    public static SqsEventSource start(QueueMapping mapping, LocalLambda lambda) {
        var source = new SqsEventSource(mapping, lambda);
        source.poller.start();
        return source;
    }

    private void poll() {
        try {
            while (stopping.getCount() > 0) {
                // The permit comes first: a message that is received must not wait for a free function.
                free.acquire();
                var messages = receive();
                if (messages.isEmpty()) {
                    free.release();
                } else {
                    Thread.startVirtualThread(() -> {
                        try {
                            process(messages);
                        } finally {
                            free.release();
                        }
                    });
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} polls no more", mapping.function());
        }
    }

    private List<Message> receive() throws InterruptedException {
        try {
            return queue.receive();
        } catch (RuntimeException e) {
            if (stopping.getCount() > 0) {
                LOG.warn("{} cannot be polled for {}: {}", mapping.queueUrl(), mapping.function(), e.getMessage());
                stopping.await(PAUSE_AFTER_ERROR.toMillis(), TimeUnit.MILLISECONDS);
            }
            return List.of();
        }
    }

    private void process(List<Message> messages) {
        try (var _ = queue.keepHidden(messages)) {
            var ids = messages.stream().map(Message::messageId).collect(Collectors.toUnmodifiableSet());
            var result = lambda.invoke(mapping.function(), events.write(messages));
            var verdict = BatchVerdict.of(result, ids, mapping.reportsItemFailures());
            report(verdict, messages);
            queue.delete(messages.stream().filter(message -> !verdict.failed().contains(message.messageId())).toList());
        } catch (RuntimeException e) {
            // Nothing is lost: what was not deleted comes again.
            LOG.error("A batch of {} for {} could not be finished", mapping.queueUrl(), mapping.function(), e);
        }
    }

    private void report(BatchVerdict verdict, List<Message> messages) {
        Set<String> failed = verdict.failed();
        for (var message : messages) {
            if (failed.contains(message.messageId())) {
                LOG.warn("{} did not take message {} (receive {}): {}", mapping.function(), message.messageId(),
                        message.attributesAsStrings().get("ApproximateReceiveCount"), verdict.why());
            }
        }
    }

    /** Receives no more, and waits for running invocations. */
    @Override
    public void close() {
        stopping.countDown();
        poller.interrupt();
        try {
            poller.join(GRACE);
            if (!free.tryAcquire(mapping.maximumConcurrency(), GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} still works on messages of {}", mapping.function(), mapping.queueUrl());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.close();
    }
}
