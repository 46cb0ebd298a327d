package io.crealia.assets.adapter;

import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.testkit.SequentialIds;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignAssetLogTest extends AssetLogContract {
    private final ForeignMongo mongo;

    ForeignAssetLogTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    Stores stores() {
        var vault = new SubjectVault(mongo::named, () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                new SequentialIds(), new MovableClock());
        var log = new MongoAssetLog(mongo.collection(), vault);
        return new Stores(new MongoAssetRepository(mongo.collection(), log, vault), log);
    }
}
