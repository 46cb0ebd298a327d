package io.crealia.local.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Real SDK clients as the functions build them. */
public final class Clients {

    private Clients() {}

    public static S3Client s3(Endpoints endpoints) {
        return S3Client.builder().endpointOverride(endpoints.s3()).region(Region.of(endpoints.region()))
                .credentialsProvider(credentials(endpoints)).forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    public static SqsClient sqs(Endpoints endpoints) {
        return SqsClient.builder().endpointOverride(endpoints.sqs()).region(Region.of(endpoints.region()))
                .credentialsProvider(credentials(endpoints)).httpClient(UrlConnectionHttpClient.create()).build();
    }

    /** Receives and deletes until {@code count} messages have come; fails after 30 seconds. */
    public static List<String> take(SqsClient sqs, String queueUrl, int count) {
        var bodies = new ArrayList<String>();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (bodies.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + bodies + " of " + count + " messages came");
            }
            for (Message message : sqs
                    .receiveMessage(r -> r.queueUrl(queueUrl).waitTimeSeconds(1).maxNumberOfMessages(10)).messages()) {
                bodies.add(message.body());
                sqs.deleteMessage(r -> r.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            }
        }
        return bodies;
    }

    private static StaticCredentialsProvider credentials(Endpoints endpoints) {
        return StaticCredentialsProvider
                .create(AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey()));
    }
}
