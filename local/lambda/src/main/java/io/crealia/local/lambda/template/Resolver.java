package io.crealia.local.lambda.template;

import java.util.Optional;

/** What the template's references mean in the place where it is read. */
public interface Resolver {

    /**
     * Value of a template parameter; empty makes the read fail.
     *
     * @param declared the template's own default
     */
    Optional<String> parameter(String name, Optional<String> declared);

    /** {@code AWS::Region}. */
    String region();

    /** {@code AWS::AccountId}, 12 digits. */
    String accountId();

    /** What {@code !Ref} of a queue gives, for the queue's name (not its logical id). */
    String queueUrl(String queueName);

    default String queueArn(String queueName) {
        return "arn:aws:sqs:" + region() + ":" + accountId() + ":" + queueName;
    }

    default String bucketArn(String bucketName) {
        return "arn:aws:s3:::" + bucketName;
    }
}
