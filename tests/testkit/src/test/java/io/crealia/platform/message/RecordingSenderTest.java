package io.crealia.platform.message;

import io.crealia.testkit.RecordingSender;
import java.util.List;

final class RecordingSenderTest extends MessageSenderContract {
    private final RecordingSender recording = new RecordingSender();

    @Override
    MessageSender sender() {
        return recording;
    }

    @Override
    MessageSender brokenSender() {
        recording.failNext(1);
        return recording;
    }

    @Override
    List<String> received(QueueName queue, int expected) {
        return recording.sent().stream().filter(message -> message.queue() == queue).map(OutboxMessage::body).toList();
    }
}
