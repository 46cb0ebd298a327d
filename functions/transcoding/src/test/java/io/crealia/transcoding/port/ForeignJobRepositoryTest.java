package io.crealia.transcoding.port;

import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.transcoding.adapter.MongoJobRepository;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignJobRepositoryTest extends JobRepositoryContract {
    private final ForeignMongo mongo;

    ForeignJobRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    JobRepository jobs() {
        return new MongoJobRepository(mongo.collection());
    }
}
