package io.crealia.operations.adapter;

import io.crealia.operations.domain.QueueLevel;
import io.crealia.operations.port.QueueLevels;
import io.crealia.platform.error.DependencyException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Attributes of queues in SQS, all of which have addresses that differ in their names only. */
public final class SqsQueueLevels implements QueueLevels {
    private final Supplier<SqsClient> sqs;
    private final String prefix;

    /** @param prefix address of a queue up to the installation's part of its name */
    public SqsQueueLevels(Supplier<SqsClient> sqs, String prefix) {
        this.sqs = sqs;
        this.prefix = prefix;
    }

    @Override
    public Optional<QueueLevel> find(String queue) {
        try {
            var found = sqs.get().getQueueAttributes(request -> request.queueUrl(prefix + queue).attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).attributes();
            return Optional.of(new QueueLevel(
                    number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                    number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                    number(found, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)));
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new DependencyException("SQS attributes of " + queue, e);
        }
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }
}
