package io.crealia.operations.adapter;

import io.crealia.platform.store.MongoConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoDocumentsTest extends MongoDocumentsContract {
    private static Stores stores;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stores = new Stores(folder);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Override
    MongoConnection mongo() {
        return stores.mongo();
    }
}
