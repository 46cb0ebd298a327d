package io.crealia.ai.port;

import io.crealia.contracts.Fact;
import io.crealia.contracts.StepToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryTranscriptionRepository implements TranscriptionRepository {
    private final Map<StepToken, Fact.StepRequested> waiting = new ConcurrentHashMap<>();

    @Override
    public void keep(Fact.StepRequested request) {
        waiting.putIfAbsent(request.token(), request);
    }

    @Override
    public Optional<Fact.StepRequested> find(StepToken token) {
        return Optional.ofNullable(waiting.get(token));
    }

    @Override
    public void remove(StepToken token) {
        waiting.remove(token);
    }
}
