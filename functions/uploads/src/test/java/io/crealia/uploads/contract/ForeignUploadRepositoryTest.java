package io.crealia.uploads.contract;

import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.fake.Samples;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignUploadRepositoryTest extends UploadRepositoryContract {
    private final ForeignMongo mongo;

    ForeignUploadRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    protected Views empty() {
        var vault = new SubjectVault(mongo::named,
                () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), () -> Samples.OWNER.ulid(),
                new MovableClock());
        vault.register(Samples.ACME, Samples.ANNA.value(), Samples.multipart(1, 12 * Samples.MIB).assetId());
        var uploads = new MongoUploadRepository(mongo.collection(), vault);
        return new Views(uploads, uploads);
    }
}
