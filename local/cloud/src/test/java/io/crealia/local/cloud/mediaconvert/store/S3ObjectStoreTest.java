package io.crealia.local.cloud.mediaconvert.store;

import io.crealia.local.cloud.Clients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreTest extends ObjectStoreContract {
    @TempDir
    static Path directory;
    private static EmbeddedCloud cloud;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3));
        cloud.createBucket("media");
        s3 = Clients.s3(cloud.endpoints());
    }

    @AfterAll
    static void stop() {
        s3.close();
        cloud.close();
    }

    @Override
    ObjectStore store() {
        return new S3ObjectStore(s3);
    }
}
