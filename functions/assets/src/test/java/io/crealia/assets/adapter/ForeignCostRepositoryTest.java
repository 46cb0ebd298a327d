package io.crealia.assets.adapter;

import io.crealia.assets.port.CostRepository;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignCostRepositoryTest extends CostRepositoryContract {
    private final ForeignMongo mongo;

    ForeignCostRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    CostRepository repository() {
        return new MongoCostRepository(mongo.collection());
    }
}
