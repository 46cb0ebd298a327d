package io.crealia.transcoding;

import io.crealia.platform.aws.AwsClients;
import java.time.Duration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;

/** The client of MediaConvert, made at first use. Throttling and server errors are retried by it, with full jitter. */
final class MediaConvertConnection {
    private static final int MAX_ATTEMPTS = 4;
    private static final Duration ATTEMPT = Duration.ofSeconds(60);

    private final AwsClients clients;
    private MediaConvertClient client;

    MediaConvertConnection(AwsClients clients) {
        this.clients = clients;
    }

    synchronized MediaConvertClient client() {
        if (client == null) {
            client = clients.configured(MediaConvertClient.builder(), clients.settings().mediaConvertEndpoint())
                    .overrideConfiguration(configuration -> configuration.apiCallAttemptTimeout(ATTEMPT)
                            .retryStrategy(StandardRetryStrategy.builder().maxAttempts(MAX_ATTEMPTS).build()))
                    .build();
        }
        return client;
    }
}
