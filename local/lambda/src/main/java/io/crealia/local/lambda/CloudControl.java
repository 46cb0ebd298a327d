package io.crealia.local.lambda;

import io.crealia.local.lambda.template.BucketDefinition;
import io.crealia.local.lambda.template.QueueDefinition;
import io.crealia.local.lambda.template.RuleDefinition;

/**
 * What the template asks of the cloud beside functions. Every call may be repeated: what exists with the same
 * properties is left as it is.
 */
public interface CloudControl {

    /** Address of a queue by its name; may be asked before the queue exists. */
    String queueUrl(String queueName);

    /** Its dead-letter queue exists by then. */
    void createQueue(QueueDefinition queue);

    void createBucket(BucketDefinition bucket);

    /** Bucket and queue exist by then. */
    void notifyQueue(String bucketName, BucketDefinition.Notification notification);

    /** A MediaConvert queue, by its name. */
    void createTranscodeQueue(String name);

    /** The target queues exist by then. */
    void rule(RuleDefinition rule);
}
