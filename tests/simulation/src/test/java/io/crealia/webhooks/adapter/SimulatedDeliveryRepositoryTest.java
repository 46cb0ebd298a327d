package io.crealia.webhooks.adapter;

import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.webhooks.port.DeliveryRepository;

final class SimulatedDeliveryRepositoryTest extends DeliveryRepositoryContract {
    @Override
    DeliveryRepository repository() {
        return new MongoDeliveryRepository(new CalmCloud().store());
    }
}
