package io.crealia.assets.adapter;

import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignDeletionQueueTest extends DeletionQueueContract {
    private final ForeignMongo mongo;

    ForeignDeletionQueueTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    Stores stores() {
        return Stores.of(new MongoAssetRepository(mongo.collection(),
                new MongoAssetLog(mongo.collection(), vault(mongo)), vault(mongo)));
    }

    private static SubjectVault vault(ForeignMongo mongo) {
        return new SubjectVault(mongo::named,
                () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), new SequentialIds(),
                new MovableClock());
    }
}
