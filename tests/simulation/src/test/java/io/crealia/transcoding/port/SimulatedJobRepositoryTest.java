package io.crealia.transcoding.port;

import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.transcoding.adapter.MongoJobRepository;

final class SimulatedJobRepositoryTest extends JobRepositoryContract {
    private final JobRepository jobs = new MongoJobRepository(new CalmCloud().store());

    @Override
    JobRepository jobs() {
        return jobs;
    }
}
