package io.crealia.webhooks.adapter;

import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.webhooks.port.DeliveryRepository;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignDeliveryRepositoryTest extends DeliveryRepositoryContract {
    private final ForeignMongo mongo;

    ForeignDeliveryRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    DeliveryRepository repository() {
        return new MongoDeliveryRepository(mongo.collection());
    }
}
