package io.crealia.ai.port;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import java.nio.file.Path;
import java.util.Map;

/** One embedded cloud for a test class. */
public final class Cloud implements AutoCloseable {
    public static final String BUCKET = "crealia-test-media";

    private final EmbeddedCloud cloud;

    private Cloud(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    public static Cloud start(Path directory, Service first, Service... others) {
        return new Cloud(EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(first, others)));
    }

    public EmbeddedCloud embedded() {
        return cloud;
    }

    public AwsClients s3Clients() {
        cloud.createBucket(BUCKET);
        return new AwsClients(AwsSettings.of(new Environment(
                Map.of("AWS_REGION", cloud.endpoints().region(), "AWS_ACCESS_KEY_ID", cloud.endpoints().accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", cloud.endpoints().secretAccessKey(), "AWS_ENDPOINT_URL_S3",
                        cloud.endpoints().s3().toString()))));
    }

    @Override
    public void close() {
        cloud.close();
    }
}
