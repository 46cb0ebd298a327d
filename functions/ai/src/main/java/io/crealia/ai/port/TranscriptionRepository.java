package io.crealia.ai.port;

import io.crealia.contracts.Fact;
import io.crealia.contracts.StepToken;
import java.util.Optional;

/**
 * The attempts that wait for a provider's event. Every method throws
 * {@link io.crealia.platform.error.DependencyException} when the store did not answer.
 */
public interface TranscriptionRepository {
    /** Keeps the request under its token; a second time changes nothing. */
    void keep(Fact.StepRequested request);

    /** @return the request, unchanged; empty if nobody waits */
    Optional<Fact.StepRequested> find(StepToken token);

    /** Nobody waits any more; unknown tokens change nothing. */
    void remove(StepToken token);
}
