package io.crealia.transcoding.port;

import io.crealia.local.cloud.Service;
import io.crealia.platform.store.MongoConnection;
import io.crealia.transcoding.adapter.MongoJobRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoJobRepositoryTest extends JobRepositoryContract {
    @TempDir
    private static Path directory;
    private static Cloud cloud;
    private static MongoConnection mongo;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(directory, Service.MONGO);
        mongo = new MongoConnection(() -> cloud.embedded().endpoints().mongoUri().toString(), "test");
    }

    @AfterAll
    static void stop() {
        mongo.close();
        cloud.close();
    }

    @Override
    JobRepository jobs() {
        return new MongoJobRepository(mongo.collection(MongoJobRepository.COLLECTION));
    }
}
