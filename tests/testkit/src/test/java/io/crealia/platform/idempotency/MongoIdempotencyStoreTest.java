package io.crealia.platform.idempotency;

import io.crealia.platform.store.EmbeddedMongo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoIdempotencyStoreTest extends IdempotencyStoreContract {
    private static EmbeddedMongo mongo;

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    IdempotencyStore store() {
        return new MongoIdempotencyStore(mongo.collection());
    }
}
