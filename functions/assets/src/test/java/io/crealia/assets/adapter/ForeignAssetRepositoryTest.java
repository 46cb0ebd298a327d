package io.crealia.assets.adapter;

import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.PublicAssets;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignAssetRepositoryTest extends AssetRepositoryContract {
    private final ForeignMongo mongo;
    private DocumentStore documents;

    ForeignAssetRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    AssetRepository repository() {
        documents = mongo.collection();
        return new MongoAssetRepository(documents, new MongoAssetLog(mongo.collection(), vault(mongo)), vault(mongo));
    }

    @Override
    PublicAssets publicAssets() {
        return new MongoPublicAssets(documents, vault(mongo));
    }

    private static SubjectVault vault(ForeignMongo mongo) {
        return new SubjectVault(mongo::named,
                () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), new SequentialIds(),
                new MovableClock());
    }
}
