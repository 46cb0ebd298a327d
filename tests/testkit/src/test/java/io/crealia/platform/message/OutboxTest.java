package io.crealia.platform.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.RecordingSender;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private static final List<OutboxMessage> THREE = List.of(message("1"), message("2"), message("3"));

    private final RecordingSender sender = new RecordingSender();
    private final Outbox outbox = new Outbox(sender);
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void relay_allSent_acknowledgesAllAfterSending() {
        assertThat(outbox.relay(THREE, ids -> {
            assertThat(sender.sent()).hasSize(3);
            acknowledged.addAll(ids);
        })).isTrue();

        assertThat(sender.sent()).isEqualTo(THREE);
        assertThat(acknowledged).containsExactly("1", "2", "3");
    }

    /** A message that may be waiting for an earlier one must not overtake it. */
    @Test
    void relay_firstFails_sendsAndAcknowledgesNothing() {
        sender.failNext(1);

        assertThat(outbox.relay(THREE, acknowledged::addAll)).isFalse();

        assertThat(sender.sent()).isEmpty();
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void relay_nothingToSend_doesNotAcknowledge() {
        assertThat(outbox.relay(List.of(), ids -> {
            throw new AssertionError("nothing to acknowledge");
        })).isTrue();
    }

    @Test
    void relay_lastFails_acknowledgesTheOthers() {
        var failing = new Outbox(message -> {
            if (message.id().equals("3")) {
                throw new DependencyException("down", null);
            }
            sender.send(message);
        });

        assertThat(failing.relay(THREE, acknowledged::addAll)).isFalse();
        assertThat(acknowledged).containsExactly("1", "2");
    }

    /** What was sent and not acknowledged is sent again: at least once. */
    @Test
    void relay_acknowledgeFails_failureReachesTheCaller() {
        assertThatThrownBy(() -> outbox.relay(THREE, ids -> {
            throw new IllegalStateException("store down");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(sender.sent()).hasSize(3);
    }

    @Test
    void read_written_isEqual() {
        assertThat(Outbox.read(new Document(Outbox.FIELD, Outbox.write(THREE)))).isEqualTo(THREE);
        assertThat(Outbox.read(new Document())).isEmpty();
    }

    private static OutboxMessage message(String id) {
        return new OutboxMessage(id, QueueName.FACTS, "body " + id);
    }
}
