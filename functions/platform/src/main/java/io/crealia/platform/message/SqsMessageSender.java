package io.crealia.platform.message;

import io.crealia.platform.error.DependencyException;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends to SQS standard queues. */
public final class SqsMessageSender implements MessageSender {
    private final Supplier<SqsClient> sqs;
    private final Function<QueueName, String> addresses;

    public SqsMessageSender(Supplier<SqsClient> sqs, Function<QueueName, String> addresses) {
        this.sqs = sqs;
        this.addresses = addresses;
    }

    @Override
    public void send(OutboxMessage message) {
        var address = addresses.apply(message.queue());
        try {
            sqs.get().sendMessage(request -> request.queueUrl(address).messageBody(message.body())
                    .messageAttributes(CorrelationAttribute.of(message.body())));
        } catch (SdkException e) {
            throw new DependencyException("sending " + message.id() + " to queue " + message.queue(), e);
        }
    }
}
