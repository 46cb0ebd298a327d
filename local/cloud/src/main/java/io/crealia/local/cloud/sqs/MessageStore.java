package io.crealia.local.cloud.sqs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.persistence.CreateQueueMetadata;
import org.elasticmq.persistence.sql.DBMessage;
import org.elasticmq.persistence.sql.DBQueue;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import scala.Option;

/**
 * Queues and messages in one H2 file. ElasticMQ brings a JDBC store of its own, but that is a singleton: the second cloud
 * in a JVM would write into the first one's file.
 */
final class MessageStore implements AutoCloseable {

    private static final String MESSAGES_OF = "messages/";

    private final MVStore store;
    private final MVMap<String, byte[]> queues;
    private final MVMap<String, Long> retentionSeconds;

    MessageStore(Path file) {
        store = new MVStore.Builder().fileName(file.toString()).open();
        // Each message is a commit of its own. Without old versions, a commit reuses the space of earlier ones.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        queues = store.openMap("queues");
        retentionSeconds = store.openMap("retention-seconds");
    }

    List<CreateQueueMetadata> queues() {
        var found = new ArrayList<CreateQueueMetadata>();
        queues.forEach((name, data) -> found.add(new DBQueue(name, data).toCreateQueue()));
        return found;
    }

    void retain(String queue, Duration retention) {
        retentionSeconds.put(queue, retention.toSeconds());
        store.commit();
    }

    /** Those within the queue's retention; older ones are removed for good. */
    List<InternalMessage> messages(String queue, Instant now) {
        Long seconds = retentionSeconds.get(queue);
        Instant oldest = seconds == null ? Instant.MIN : now.minusSeconds(seconds);
        var found = new ArrayList<InternalMessage>();
        var expired = new ArrayList<String>();
        messagesOf(queue).forEach((id, row) -> {
            InternalMessage message = decode(id, row);
            if (message.created().toInstant().isBefore(oldest)) {
                expired.add(id);
            } else {
                found.add(message);
            }
        });
        expired.forEach(messagesOf(queue)::remove);
        store.commit();
        return found;
    }

    void putQueue(CreateQueueMetadata queue) {
        queues.put(queue.name(), DBQueue.from(queue).data());
        store.commit();
    }

    void removeQueue(String queue) {
        queues.remove(queue);
        retentionSeconds.remove(queue);
        store.removeMap(MESSAGES_OF + queue);
        store.commit();
    }

    void putMessage(String queue, InternalMessage message) {
        messagesOf(queue).put(message.id(), encode(DBMessage.from(message)));
        store.commit();
    }

    void removeMessage(String queue, String messageId) {
        messagesOf(queue).remove(messageId);
        store.commit();
    }

    @Override
    public void close() {
        store.close();
    }

    private MVMap<String, Object[]> messagesOf(String queue) {
        return store.openMap(MESSAGES_OF + queue);
    }

    private static Object[] encode(DBMessage message) {
        return new Object[]{message.deliveryReceipts(), message.nextDelivery(), message.content(), message.attributes(),
                message.created(), text(message.received()), message.receiveCount(), text(message.groupId()),
                text(message.deduplicationId()), text(message.tracingId()), text(message.sequenceNumber()),
                text(message.deadLetterSourceQueueName())};
    }

    private static InternalMessage decode(String id, Object[] row) {
        Option<Object> received = option(row[5]).map(Long::valueOf);
        return new DBMessage(id, (byte[]) row[0], (long) row[1], (byte[]) row[2], (byte[]) row[3], (long) row[4],
                received, (int) row[6], option(row[7]), option(row[8]), option(row[9]), option(row[10]),
                option(row[11])).toInternalMessage();
    }

    private static byte[] text(Option<?> value) {
        return value.isEmpty() ? null : value.get().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Option<String> option(Object value) {
        return value == null ? Option.empty() : Option.apply(new String((byte[]) value, StandardCharsets.UTF_8));
    }
}
