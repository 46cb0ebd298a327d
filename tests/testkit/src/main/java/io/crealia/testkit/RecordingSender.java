package io.crealia.testkit;

import io.crealia.contracts.Fact;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what was sent, in order, and can be told to fail. */
public final class RecordingSender implements MessageSender {
    private final List<OutboxMessage> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public void send(OutboxMessage message) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new DependencyException("sending " + message.id(), null);
        }
        sent.add(message);
    }

    /** The next {@code count} sends fail before anything is sent. */
    public void failNext(int count) {
        failures.set(count);
    }

    public List<OutboxMessage> sent() {
        return List.copyOf(sent);
    }

    /** The facts sent to a queue, decoded. */
    public List<Fact> facts(QueueName queue) {
        return sent.stream().filter(message -> message.queue() == queue)
                .map(message -> FactCodec.decode(message.body())).toList();
    }

    public void clear() {
        sent.clear();
    }
}
