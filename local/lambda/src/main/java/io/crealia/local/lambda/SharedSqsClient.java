package io.crealia.local.lambda;

import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One SDK client for all pollers, made when the first asks for it. */
final class SharedSqsClient implements Supplier<SqsClient>, AutoCloseable {

    private final CloudAccess access;
    private SqsClient client;

    SharedSqsClient(CloudAccess access) {
        this.access = access;
    }

    @Override
    public synchronized SqsClient get() {
        if (client == null) {
            var credentials = AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey());
            client = SqsClient.builder().endpointOverride(access.sqs()).region(Region.of(access.region()))
                    .credentialsProvider(StaticCredentialsProvider.create(credentials))
                    .httpClient(UrlConnectionHttpClient.create()).build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
