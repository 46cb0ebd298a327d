package io.crealia.assets.adapter;

import io.crealia.assets.port.CostRepository;

final class InMemoryCostRepositoryTest extends CostRepositoryContract {
    @Override
    CostRepository repository() {
        return new InMemoryCostRepository();
    }
}
