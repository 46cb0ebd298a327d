package io.crealia.ai.port;

import io.crealia.ai.adapter.MongoTranscriptionRepository;
import io.crealia.local.cloud.Service;
import io.crealia.platform.store.MongoConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoTranscriptionRepositoryTest extends TranscriptionRepositoryContract {
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
    TranscriptionRepository waiting() {
        return new MongoTranscriptionRepository(mongo.collection(MongoTranscriptionRepository.COLLECTION));
    }
}
