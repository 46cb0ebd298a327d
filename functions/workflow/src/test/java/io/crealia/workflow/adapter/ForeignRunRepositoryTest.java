package io.crealia.workflow.adapter;

import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.RunRepositoryContract;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignRunRepositoryTest extends RunRepositoryContract {
    private final ForeignMongo mongo;

    ForeignRunRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    protected RunRepository repository() {
        return new MongoRunRepository(mongo.collection());
    }
}
