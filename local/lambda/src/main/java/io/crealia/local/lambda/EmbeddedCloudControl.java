package io.crealia.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.local.lambda.template.BucketDefinition;
import io.crealia.local.lambda.template.BucketDefinition.Notification;
import io.crealia.local.lambda.template.QueueDefinition;
import io.crealia.local.lambda.template.RuleDefinition;
import java.net.URI;
import java.util.Optional;

/** The template's queues, buckets and rules in the embedded cloud. */
public final class EmbeddedCloudControl implements CloudControl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedCloud cloud;
    private final String account;

    /** @param account as in the cloud's settings */
    public EmbeddedCloudControl(EmbeddedCloud cloud, String account) {
        this.cloud = cloud;
        this.account = account;
    }

    public CloudAccess access() {
        var endpoints = cloud.endpoints();
        var runs = cloud.status().stream().anyMatch(status -> status.service() == Service.MEDIACONVERT);
        return new CloudAccess(endpoints.region(), account, endpoints.accessKeyId(), endpoints.secretAccessKey(),
                endpoints.s3(), endpoints.sqs(), runs ? Optional.of(endpoints.mediaConvert()) : Optional.empty());
    }

    @Override
    public String queueUrl(String queueName) {
        return cloud.endpoints().sqs() + "/" + account + "/" + queueName;
    }

    @Override
    public void createQueue(QueueDefinition queue) {
        var spec = new QueueSpec(queue.name(), queue.visibility(), queue.retention(), queue.redrive()
                .map(redrive -> new QueueSpec.Redrive(redrive.deadLetterQueue(), redrive.maxReceiveCount())));
        var url = cloud.createQueue(spec).toString();
        if (!url.equals(queueUrl(queue.name()))) {
            throw new IllegalStateException("Functions were told " + queueUrl(queue.name()) + ", but the queue is at "
                    + url + ": is " + account + " the account of the cloud's settings?");
        }
    }

    @Override
    public void createBucket(BucketDefinition bucket) {
        cloud.createBucket(bucket.name());
    }

    @Override
    public void notifyQueue(String bucketName, Notification notification) {
        if (notification.keyPrefix().isPresent() || notification.keySuffix().isPresent()) {
            throw new IllegalArgumentException(
                    "bucket " + bucketName + ": the embedded cloud does not filter notifications by key");
        }
        cloud.notifyQueue(bucketName, notification.events(), URI.create(queueUrl(notification.queueName())));
    }

    @Override
    public void createTranscodeQueue(String name) {
        cloud.createTranscodeQueue(name);
    }

    @Override
    public void rule(RuleDefinition rule) {
        JsonNode pattern = JSON.valueToTree(rule.pattern());
        for (var queue : rule.targetQueues()) {
            cloud.rule(rule.name() + "/" + queue, pattern, URI.create(queueUrl(queue)));
        }
    }
}
