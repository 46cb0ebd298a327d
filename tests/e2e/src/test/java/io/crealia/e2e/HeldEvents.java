package io.crealia.e2e;

import io.crealia.local.lambda.CloudControl;
import io.crealia.local.lambda.template.BucketDefinition;
import io.crealia.local.lambda.template.QueueDefinition;
import io.crealia.local.lambda.template.RuleDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Sends the bucket's notifications to a queue of the test's own, so that it can repeat and shuffle them. */
record HeldEvents(CloudControl cloud, Map<String, String> targets) implements CloudControl {
    static final String HELD = "held-events";

    @Override
    public String queueUrl(String queueName) {
        return cloud.queueUrl(queueName);
    }

    @Override
    public void createQueue(QueueDefinition queue) {
        cloud.createQueue(queue);
    }

    @Override
    public void createBucket(BucketDefinition bucket) {
        cloud.createBucket(bucket);
    }

    @Override
    public void notifyQueue(String bucketName, BucketDefinition.Notification notification) {
        targets.put(bucketName, cloud.queueUrl(notification.queueName()));
        cloud.createQueue(new QueueDefinition(HELD, HELD, Duration.ofMinutes(2), Duration.ofDays(1), Optional.empty()));
        cloud.notifyQueue(bucketName,
                new BucketDefinition.Notification(notification.events(), HELD, Optional.empty(), Optional.empty()));
    }

    @Override
    public void createTranscodeQueue(String name) {
        cloud.createTranscodeQueue(name);
    }

    @Override
    public void rule(RuleDefinition rule) {
        cloud.rule(rule);
    }

    static SqsClient client(URI endpoint) {
        return SqsClient.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    /** Takes everything out of the holding queue that is there now. */
    static List<String> take(SqsClient sqs, String url) {
        var bodies = new ArrayList<String>();
        List<Message> batch;
        do {
            batch = sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages();
            for (var message : batch) {
                bodies.add(message.body());
            }
            var entries = batch.stream().map(message -> DeleteMessageBatchRequestEntry.builder().id(message.messageId())
                    .receiptHandle(message.receiptHandle()).build()).toList();
            if (!entries.isEmpty()) {
                sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
            }
        } while (!batch.isEmpty());
        return bodies;
    }
}
