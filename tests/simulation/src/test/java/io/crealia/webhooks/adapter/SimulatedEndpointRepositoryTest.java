package io.crealia.webhooks.adapter;

import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.webhooks.port.EndpointRepository;
import java.util.Base64;

final class SimulatedEndpointRepositoryTest extends EndpointRepositoryContract {
    @Override
    EndpointRepository repository() {
        return new MongoEndpointRepository(new CalmCloud().store(),
                new TenantSeal(() -> new Secret(Base64.getEncoder().encodeToString(new byte[32]))));
    }
}
