package io.crealia.webhooks.adapter;

import io.crealia.webhooks.port.DeliveryRepository;

final class InMemoryDeliveryRepositoryTest extends DeliveryRepositoryContract {
    @Override
    DeliveryRepository repository() {
        return new InMemoryDeliveryRepository();
    }
}
