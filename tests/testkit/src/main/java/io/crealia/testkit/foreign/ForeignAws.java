package io.crealia.testkit.foreign;

import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** S3 and SQS of another's making. */
public final class ForeignAws {
    private final Map<String, String> environment;
    private final AwsClients clients;

    ForeignAws(URI at) {
        environment = Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_S3", at.toString(), "AWS_ENDPOINT_URL_SQS", at.toString());
        clients = new AwsClients(AwsSettings.of(new Environment(environment)));
    }

    /** What a function is told of it. */
    public Map<String, String> environment() {
        return environment;
    }

    public AwsClients clients() {
        return clients;
    }

    /** A new bucket. */
    public String bucket() {
        var name = "crealia-" + UUID.randomUUID();
        bucket(name);
        return name;
    }

    /** Makes sure that the bucket is there. */
    public void bucket(String name) {
        var there = clients.s3().listBuckets().buckets().stream().anyMatch(bucket -> bucket.name().equals(name));
        if (!there) {
            clients.s3().createBucket(request -> request.bucket(name).createBucketConfiguration(
                    configuration -> configuration.locationConstraint("eu-central-1")));
        }
    }

    /** The URL of a new queue. */
    public String queue() {
        return clients.sqs().createQueue(request -> request.queueName("crealia-" + UUID.randomUUID())).queueUrl();
    }
}
