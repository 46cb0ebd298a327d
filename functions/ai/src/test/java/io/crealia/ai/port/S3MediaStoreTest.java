package io.crealia.ai.port;

import io.crealia.local.cloud.Service;
import io.crealia.ai.adapter.S3MediaStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class S3MediaStoreTest extends MediaStoreContract {
    @TempDir
    private static Path directory;
    private static Cloud cloud;
    private static MediaStore store;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(directory, Service.S3);
        store = new S3MediaStore(cloud.s3Clients()::s3, Cloud.BUCKET);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Override
    MediaStore store() {
        return store;
    }
}
