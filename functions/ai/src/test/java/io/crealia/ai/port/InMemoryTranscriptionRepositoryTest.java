package io.crealia.ai.port;

final class InMemoryTranscriptionRepositoryTest extends TranscriptionRepositoryContract {
    private final TranscriptionRepository waiting = new InMemoryTranscriptionRepository();

    @Override
    TranscriptionRepository waiting() {
        return waiting;
    }
}
