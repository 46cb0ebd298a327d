package io.crealia.webhooks.adapter;

import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.testkit.foreign.ForeignMongo;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.webhooks.port.EndpointRepository;
import java.util.Base64;

/** The contract on MongoDB itself. */
@OnForeign(ForeignServer.MONGODB)
final class ForeignEndpointRepositoryTest extends EndpointRepositoryContract {
    private final ForeignMongo mongo;

    ForeignEndpointRepositoryTest(ForeignMongo mongo) {
        this.mongo = mongo;
    }

    @Override
    EndpointRepository repository() {
        return new MongoEndpointRepository(mongo.collection(),
                new TenantSeal(() -> new Secret(Base64.getEncoder().encodeToString(new byte[32]))));
    }
}
