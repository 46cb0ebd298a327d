package io.crealia.local.lambda.template;

import java.util.List;
import java.util.Optional;

/**
 * @param id logical id
 * @param name physical name
 */
public record BucketDefinition(String id, String name, List<Notification> notifications) {

    public BucketDefinition {
        notifications = List.copyOf(notifications);
    }

    /**
     * @param events for example {@code s3:ObjectCreated:*}
     * @param queueName queue that gets the message
     */
    public record Notification(String events, String queueName, Optional<String> keyPrefix,
            Optional<String> keySuffix) {}
}
