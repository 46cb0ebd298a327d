package io.crealia.workflow.adapter;

import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.RunRepositoryContract;

final class InMemoryRunRepositoryTest extends RunRepositoryContract {
    @Override
    protected RunRepository repository() {
        return new InMemoryRunRepository();
    }
}
