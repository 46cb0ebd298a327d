package io.crealia.webhooks.adapter;

import io.crealia.platform.error.DependencyException;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.port.DeliveryQueue;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Messages of {@link DeliveryMessage}'s form in a standard queue, held back by DelaySeconds. */
public final class SqsDeliveryQueue implements DeliveryQueue {
    private final Supplier<SqsClient> sqs;
    private final Supplier<String> address;

    public SqsDeliveryQueue(Supplier<SqsClient> sqs, Supplier<String> address) {
        this.sqs = sqs;
        this.address = address;
    }

    @Override
    public void send(Delivery delivery, Duration delay) {
        // Rounded up, so that no message comes before its time.
        var seconds = Math.toIntExact(delay.plusMillis(999).toSeconds());
        try {
            sqs.get().sendMessage(request -> request.queueUrl(address.get())
                    .messageBody(DeliveryMessage.of(delivery).text()).messageAttributes(attributes(delivery))
                    .delaySeconds(seconds));
        } catch (SdkException e) {
            throw new DependencyException("sending the message of delivery " + delivery.id(), e);
        }
    }

    // As facts carry it, so that every line about the message has it.
    private static Map<String, MessageAttributeValue> attributes(Delivery delivery) {
        return delivery.event().correlationId().map(id -> Map.of("correlation_id",
                MessageAttributeValue.builder().dataType("String").stringValue(id).build())).orElse(Map.of());
    }
}
