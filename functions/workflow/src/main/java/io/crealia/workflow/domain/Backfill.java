package io.crealia.workflow.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a run that is ready, but degraded, is taken up again by itself: where time alone may cure what failed, after
 * waits that grow, and not for ever.
 */
public final class Backfill {
    /** Failures that say nothing of the asset. */
    private static final Set<String> CURABLE = Set.of("ai.unavailable", "step.budget", "step.dependency",
            "workflow.step_timeout");
    private static final List<Duration> WAITS = List.of(Duration.ofMinutes(15), Duration.ofHours(1),
            Duration.ofHours(6), Duration.ofHours(24));

    private Backfill() {}

    /** Empty for a run that is not to be taken up. */
    public static Optional<Instant> at(Run run) {
        var generation = run.order().generation();
        return run.state() instanceof RunState.ReadyDegraded(var reason) && CURABLE.contains(reason.code())
                && generation < WAITS.size()
                        ? run.endedAt().map(ended -> ended.plus(WAITS.get(generation)))
                        : Optional.empty();
    }
}
