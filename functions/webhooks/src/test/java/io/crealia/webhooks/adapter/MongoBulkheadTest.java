package io.crealia.webhooks.adapter;

import io.crealia.webhooks.port.Bulkhead;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoBulkheadTest extends BulkheadContract {
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
    Bulkhead bulkhead(int places) {
        return new MongoBulkhead(mongo.collection(), places);
    }
}
