package io.crealia.platform.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients over one small HTTP client, each made at first use. Endpoint overrides make the local edition. */
public final class AwsClients {
    private final AwsSettings settings;
    private RehearsedHttp http;
    private S3Client s3;
    private SqsClient sqs;

    public AwsClients(AwsSettings settings) {
        this.settings = settings;
    }

    /** With clients of somebody else's making, so that a simulated cloud can stand in. */
    AwsClients(AwsSettings settings, S3Client s3, SqsClient sqs) {
        this.settings = settings;
        this.s3 = s3;
        this.sqs = sqs;
    }

    public synchronized S3Client s3() {
        if (s3 == null) {
            // An endpoint of our own has no bucket host names, hence path style.
            s3 = configured(S3Client.builder(), settings.s3Endpoint()).forcePathStyle(settings.s3Endpoint().isPresent())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED).build();
        }
        return s3;
    }

    public synchronized SqsClient sqs() {
        if (sqs == null) {
            sqs = configured(SqsClient.builder(), settings.sqsEndpoint()).build();
        }
        return sqs;
    }

    /** Applies region, credentials, HTTP client and endpoint to any other client's builder. */
    public synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(B builder,
            Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(settings.region()).credentialsProvider(settings.credentials()).httpClient(http());
    }

    /**
     * Does something while no AWS service is asked or told anything, Secrets Manager apart: what is read is not there, what
     * is written is dropped. For the time before a SnapStart checkpoint only.
     *
     * @throws Exception what the work throws
     */
    public <T> T rehearse(Callable<T> work) throws Exception {
        var client = http();
        client.rehearsing(true);
        try {
            return work.call();
        } finally {
            client.rehearsing(false);
        }
    }

    private synchronized RehearsedHttp http() {
        if (http == null) {
            http = new RehearsedHttp(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(20)).build());
        }
        return http;
    }

    public AwsSettings settings() {
        return settings;
    }
}
