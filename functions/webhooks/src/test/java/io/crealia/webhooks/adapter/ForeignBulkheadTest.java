package io.crealia.webhooks.adapter;

import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.webhooks.port.Bulkhead;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignBulkheadTest extends BulkheadContract {
    private final ForeignMongo mongo;

    ForeignBulkheadTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    Bulkhead bulkhead(int places) {
        return new MongoBulkhead(mongo.collection(), places);
    }
}
