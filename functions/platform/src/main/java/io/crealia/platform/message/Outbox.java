package io.crealia.platform.message;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * Sends what a document's outbox holds and takes out what was sent. A message that cannot be sent stays in the document
 * and is sent by whoever touches the document next, or by the sweeper.
 */
public final class Outbox {
    public static final String FIELD = "outbox";
    private static final Log LOG = Log.of(Outbox.class);

    private final MessageSender sender;

    public Outbox(MessageSender sender) {
        this.sender = sender;
    }

    /**
     * @param acknowledge is given the ids that were sent, if any
     * @return whether everything was sent
     */
    public boolean relay(List<OutboxMessage> messages, Consumer<List<String>> acknowledge) {
        var sent = new ArrayList<String>();
        try {
            for (var message : messages) {
                sender.send(message);
                sent.add(message.id());
            }
        } catch (DependencyException e) {
            LOG.error("a message stays in the outbox", e, LogField.COUNT.of(messages.size() - sent.size()));
        }
        if (!sent.isEmpty()) {
            acknowledge.accept(sent);
        }
        return sent.size() == messages.size();
    }

    /** The form in which a document keeps its messages. */
    public static List<Document> write(List<OutboxMessage> messages) {
        return messages.stream().map(message -> new Document("id", message.id()).append("queue", message.queue().name())
                .append("body", message.body())).toList();
    }

    /** Reads what {@link #write} wrote; a document without outbox has nothing to send. */
    public static List<OutboxMessage> read(Document document) {
        return document.getList(FIELD, Document.class, List.of()).stream().map(message -> new OutboxMessage(
                message.getString("id"), QueueName.valueOf(message.getString("queue")), message.getString("body")))
                .toList();
    }
}
