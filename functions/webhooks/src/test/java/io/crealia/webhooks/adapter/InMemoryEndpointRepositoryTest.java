package io.crealia.webhooks.adapter;

import io.crealia.webhooks.port.EndpointRepository;

final class InMemoryEndpointRepositoryTest extends EndpointRepositoryContract {
    @Override
    EndpointRepository repository() {
        return new InMemoryEndpointRepository();
    }
}
