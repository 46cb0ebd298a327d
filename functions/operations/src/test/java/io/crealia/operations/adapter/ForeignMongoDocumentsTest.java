package io.crealia.operations.adapter;

import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignMongoDocumentsTest extends MongoDocumentsContract {
    private final ForeignMongo mongo;

    ForeignMongoDocumentsTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    MongoConnection mongo() {
        return mongo.connection();
    }
}
