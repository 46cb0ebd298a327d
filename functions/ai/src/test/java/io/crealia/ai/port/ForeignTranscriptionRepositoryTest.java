package io.crealia.ai.port;

import io.crealia.ai.adapter.MongoTranscriptionRepository;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignTranscriptionRepositoryTest extends TranscriptionRepositoryContract {
    private final ForeignMongo mongo;

    ForeignTranscriptionRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    TranscriptionRepository waiting() {
        return new MongoTranscriptionRepository(mongo.collection());
    }
}
