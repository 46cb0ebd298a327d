package io.crealia.ai.port;

import io.crealia.ai.adapter.MongoTranscriptionRepository;
import io.crealia.simulation.cloud.CalmCloud;

final class SimulatedTranscriptionRepositoryTest extends TranscriptionRepositoryContract {
    private final TranscriptionRepository waiting = new MongoTranscriptionRepository(new CalmCloud().store());

    @Override
    TranscriptionRepository waiting() {
        return waiting;
    }
}
