package io.crealia.local.lambda.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The SQS calls of one mapping. */
final class PolledQueue implements AutoCloseable {

    /** Ends a {@link #keepHidden}. */
    interface Hidden extends AutoCloseable {
        @Override
        void close();
    }

    private static final Logger LOG = LoggerFactory.getLogger(PolledQueue.class);
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    /** SQS's own limit for one request. */
    private static final int MAX_MESSAGES = 10;

    private final QueueMapping mapping;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("keep-hidden-", 0).factory());
    private volatile SqsClient client;

    PolledQueue(QueueMapping mapping) {
        this.mapping = mapping;
    }

    /** Waits for messages; empty after the long poll. */
    List<Message> receive() {
        if (client == null) {
            client = mapping.sqs().get();
        }
        return client.receiveMessage(request -> {
            request.queueUrl(mapping.queueUrl()).maxNumberOfMessages(Math.min(mapping.batchSize(), MAX_MESSAGES))
                    .waitTimeSeconds((int) LONG_POLL.toSeconds()).messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL);
            mapping.visibility().ifPresent(visibility -> request.visibilityTimeout((int) visibility.toSeconds()));
        }).messages();
    }

    void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var entries = IntStream.range(0, messages.size()).mapToObj(index -> DeleteMessageBatchRequestEntry.builder()
                .id("m" + index).receiptHandle(messages.get(index).receiptHandle()).build()).toList();
        var answer = client.deleteMessageBatch(request -> request.queueUrl(mapping.queueUrl()).entries(entries));
        answer.failed()
                .forEach(failure -> LOG.warn("A finished message of {} could not be deleted and will come again: {}",
                        mapping.queueUrl(), failure.message()));
    }

    /**
     * Prolongs the visibility of messages until closed. With the queue's own visibility nothing is needed: the template
     * makes that six times as long as the function may run.
     */
    Hidden keepHidden(List<Message> messages) {
        if (mapping.visibility().isEmpty()) {
            return () -> {};
        }
        var visibility = mapping.visibility().get();
        var everyMillis = Math.max(visibility.toMillis() / 2, 250);
        var task = timer.scheduleAtFixedRate(() -> prolong(messages, visibility), everyMillis, everyMillis,
                TimeUnit.MILLISECONDS);
        return () -> task.cancel(false);
    }

    private void prolong(List<Message> messages, Duration visibility) {
        try {
            var entries = IntStream.range(0, messages.size())
                    .mapToObj(index -> ChangeMessageVisibilityBatchRequestEntry.builder().id("m" + index)
                            .receiptHandle(messages.get(index).receiptHandle())
                            .visibilityTimeout((int) visibility.toSeconds()).build())
                    .toList();
            client.changeMessageVisibilityBatch(request -> request.queueUrl(mapping.queueUrl()).entries(entries));
        } catch (RuntimeException e) {
            // Tried again at the next beat; at worst the message is seen twice, which functions must bear.
            LOG.debug("Visibility of messages of {} was not prolonged: {}", mapping.queueUrl(), e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
