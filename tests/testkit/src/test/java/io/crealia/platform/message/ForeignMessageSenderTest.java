package io.crealia.platform.message;

import static org.awaitility.Awaitility.await;

import io.crealia.testkit.foreign.ForeignAws;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract on SQS of others. */
final class ForeignMessageSenderTest {
    @Nested
    @OnForeign(ForeignServer.MOTO)
    final class Moto extends Suite {
        Moto(ForeignAws aws) {
            super(aws);
        }
    }

    @Nested
    @OnForeign(ForeignServer.LOCALSTACK)
    final class LocalStack extends Suite {
        LocalStack(ForeignAws aws) {
            super(aws);
        }
    }

    abstract static class Suite extends MessageSenderContract {
        private final ForeignAws aws;
        private final Map<QueueName, String> queues = new EnumMap<>(QueueName.class);

        Suite(ForeignAws aws) {
            this.aws = aws;
            for (var queue : QueueName.values()) {
                queues.put(queue, aws.queue());
            }
        }

        @Override
        MessageSender sender() {
            return new SqsMessageSender(aws.clients()::sqs, queues::get);
        }

        @Override
        MessageSender brokenSender() {
            return new SqsMessageSender(SqsMessageSenderTest.clients("http://127.0.0.1:1")::sqs, queues::get);
        }

        @Override
        List<String> received(QueueName queue, int expected) {
            var bodies = new ArrayList<String>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                aws.clients().sqs().receiveMessage(request -> request.queueUrl(queues.get(queue))
                        .maxNumberOfMessages(10)).messages().forEach(message -> bodies.add(message.body()));
                return bodies.size() >= expected;
            });
            return bodies;
        }
    }
}
