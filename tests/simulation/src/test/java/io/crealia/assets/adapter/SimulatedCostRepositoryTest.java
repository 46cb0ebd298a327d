package io.crealia.assets.adapter;

import io.crealia.assets.port.CostRepository;
import io.crealia.simulation.cloud.CalmCloud;

final class SimulatedCostRepositoryTest extends CostRepositoryContract {
    private final CostRepository costs = new MongoCostRepository(new CalmCloud().store());

    @Override
    CostRepository repository() {
        return costs;
    }
}
