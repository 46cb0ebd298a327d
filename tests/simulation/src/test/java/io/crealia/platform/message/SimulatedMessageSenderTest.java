package io.crealia.platform.message;

import io.crealia.simulation.cloud.CalmCloud;
import java.util.List;

final class SimulatedMessageSenderTest extends MessageSenderContract {
    private final CalmCloud cloud = new CalmCloud();

    @Override
    MessageSender sender() {
        return new SqsMessageSender(cloud::queues, queue -> "https://sqs/" + queue);
    }

    @Override
    MessageSender brokenSender() {
        return new SqsMessageSender(cloud::queues, _ -> "https://sqs/none");
    }

    @Override
    List<String> received(QueueName queue, int expected) {
        cloud.pass(1_000);
        return cloud.delivered(queue);
    }
}
