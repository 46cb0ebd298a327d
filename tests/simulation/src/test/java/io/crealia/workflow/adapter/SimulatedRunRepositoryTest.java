package io.crealia.workflow.adapter;

import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.RunRepositoryContract;

final class SimulatedRunRepositoryTest extends RunRepositoryContract {
    @Override
    protected RunRepository repository() {
        return new MongoRunRepository(new CalmCloud().store());
    }
}
