package io.crealia.platform.idempotency;

import io.crealia.platform.id.SecureIdSource;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignIdempotencyStoreTest extends IdempotencyStoreContract {
    private final ForeignMongo mongo;

    ForeignIdempotencyStoreTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    IdempotencyStore store() {
        var clock = new MovableClock();
        return new MongoIdempotencyStore(mongo.collection(), new SubjectVault(mongo::named,
                () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), new SecureIdSource(clock), clock));
    }
}
