package io.crealia.uploads.contract;

import io.crealia.platform.store.MongoConnection;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.fake.Cloud;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cloud.Extension.class)
final class MongoUploadRepositoryTest extends UploadRepositoryContract {
    private final MongoConnection mongo;

    MongoUploadRepositoryTest(Cloud cloud) {
        mongo = new MongoConnection(() -> cloud.embedded().endpoints().mongoUri().toString(),
                "uploads-" + UUID.randomUUID());
    }

    @Override
    protected Views empty() {
        var uploads = new MongoUploadRepository(mongo.collection("uploads"));
        return new Views(uploads, uploads);
    }

    @AfterEach
    void disconnect() {
        mongo.close();
    }
}
