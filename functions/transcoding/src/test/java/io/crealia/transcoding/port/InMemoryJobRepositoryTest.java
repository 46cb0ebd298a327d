package io.crealia.transcoding.port;

final class InMemoryJobRepositoryTest extends JobRepositoryContract {
    private final InMemoryJobRepository jobs = new InMemoryJobRepository();

    @Override
    JobRepository jobs() {
        return jobs;
    }
}
