package io.crealia.platform.aws;

import io.crealia.platform.config.Environment;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where AWS is and who we are to it. Credentials are resolved per request: from the function's environment variables,
 * or, under SnapStart, from the container endpoint.
 */
public record AwsSettings(Region region, AwsCredentialsProvider credentials, Optional<URI> s3Endpoint,
        Optional<URI> sqsEndpoint, Optional<URI> mediaConvertEndpoint) {

    public static AwsSettings of(Environment environment) {
        return new AwsSettings(Region.of(environment.required("AWS_REGION")), credentials(environment),
                environment.uri("AWS_ENDPOINT_URL_S3"), environment.uri("AWS_ENDPOINT_URL_SQS"),
                environment.uri("AWS_ENDPOINT_URL_MEDIACONVERT"));
    }

    private static AwsCredentialsProvider credentials(Environment environment) {
        if (environment.optional("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
            return ContainerCredentialsProvider.create();
        }
        var accessKey = environment.optional("AWS_ACCESS_KEY_ID");
        var secretKey = environment.optional("AWS_SECRET_ACCESS_KEY");
        if (accessKey.isEmpty() || secretKey.isEmpty()) {
            return ContainerCredentialsProvider.create();
        }
        var token = environment.optional("AWS_SESSION_TOKEN");
        return token.isPresent()
                ? () -> AwsSessionCredentials.create(accessKey.get(), secretKey.get(), token.get())
                : () -> AwsBasicCredentials.create(accessKey.get(), secretKey.get());
    }
}
