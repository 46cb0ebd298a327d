package io.crealia.platform.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.error.DependencyException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link MessageSender} keeps. */
abstract class MessageSenderContract {
    abstract MessageSender sender();

    /** A sender whose queues do not answer. */
    abstract MessageSender brokenSender();

    /** Takes everything out of a queue. */
    abstract List<String> received(QueueName queue, int expected);

    @Test
    void send_message_arrivesInItsQueueUnchanged() {
        var body = "{\"text\":\"ü 你 \\\" <&> \\n\"}";

        sender().send(new OutboxMessage("evt_1", QueueName.FACTS, body));

        assertThat(received(QueueName.FACTS, 1)).containsExactly(body);
        assertThat(received(QueueName.STEPS, 0)).isEmpty();
    }

    @Test
    void send_severalQueues_eachGetsItsOwn() {
        var sender = sender();
        for (var queue : QueueName.values()) {
            sender.send(new OutboxMessage("evt_" + queue, queue, queue.name()));
        }

        for (var queue : QueueName.values()) {
            assertThat(received(queue, 1)).containsExactly(queue.name());
        }
    }

    @Test
    void send_large_arrives() {
        var body = "x".repeat(200_000);

        sender().send(new OutboxMessage("evt_1", QueueName.STEPS, body));

        assertThat(received(QueueName.STEPS, 1)).containsExactly(body);
    }

    @Test
    void send_queueDoesNotAnswer_isDependencyFailureWithTheMessagesId() {
        assertThatThrownBy(() -> brokenSender().send(new OutboxMessage("evt_7", QueueName.FACTS, "x")))
                .isInstanceOf(DependencyException.class).hasMessageContaining("evt_7");
    }
}
