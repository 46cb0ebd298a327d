package io.crealia.workflow.usecase;

import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.Outbox;
import io.crealia.workflow.domain.Decider;
import io.crealia.workflow.domain.Decision;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Applies one event to one run: load, decide, compare-and-set, send. Safe to repeat and to run concurrently; an event
 * that changes nothing still sends what an earlier one left unsent.
 */
public final class AdvanceRun {
    private static final Log LOG = Log.of(AdvanceRun.class);
    private static final int MAX_CONFLICTS = 10;
    /** More than a healthy run ever owes: while a queue is away, a run stands still instead of growing. */
    private static final int MAX_OUTBOX = 32;

    private final RunRepository runs;
    private final Decider decider;
    private final Relay relay;
    private final InstantSource clock;

    public AdvanceRun(RunRepository runs, Decider decider, Outbox outbox, InstantSource clock) {
        this.runs = runs;
        this.decider = decider;
        this.relay = new Relay(runs, outbox);
        this.clock = clock;
    }

    public sealed interface Result {
        /** The event made this version. */
        record Advanced(Run run) implements Result {}

        /** The event changed nothing. */
        record Unchanged(Run run) implements Result {}

        /** The tenant has no such run, and gets none: the event opens none, or its asset is deleted. */
        record Unknown(RunId id) implements Result {}
    }

    /** @throws DependencyException if a store fails, or others were faster every time: the event is to come again */
    public Result execute(TenantId tenant, RunId id, Event event) {
        for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
            var now = now(clock);
            var found = runs.find(tenant, id);
            if (found.isPresent()) {
                var result = advance(found.get(), event, now);
                if (result.isPresent()) {
                    return result.get();
                }
            } else if (event instanceof Event.Opening opening) {
                if (erased(tenant, opening.order())) {
                    return new Result.Unknown(id);
                }
                var first = Commits.first(decider.open(opening, now), Optional.empty(), now);
                if (runs.insert(first)) {
                    return committed(Optional.empty(), first);
                }
            } else {
                return new Result.Unknown(id);
            }
        }
        throw new DependencyException("run " + id + " was changed by others " + MAX_CONFLICTS + " times", null);
    }

    /** Stores keep milliseconds, so nothing finer is decided. */
    static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean erased(TenantId tenant, RunOrder order) {
        return runs.findLatestByAsset(tenant, order.assetId())
                .filter(latest -> latest.run().state() instanceof RunState.Erased).isPresent();
    }

    private Optional<Result> advance(StoredRun stored, Event event, Instant now) {
        return switch (decider.decide(stored.run(), event, now)) {
            case Decision.Unchanged _ -> {
                relay.relay(stored);
                yield Optional.of(new Result.Unchanged(stored.run()));
            }
            case Decision.Changed changed -> {
                if (stored.outbox().size() >= MAX_OUTBOX && !relay.relay(stored)) {
                    throw new DependencyException("run " + stored.run().id() + " has a full outbox", null);
                }
                var next = Commits.next(stored, changed, now);
                yield runs.compareAndSet(next)
                        ? Optional.of(committed(Optional.of(stored.run()), next))
                        : Optional.empty();
            }
        };
    }

    private Result committed(Optional<Run> before, StoredRun stored) {
        var run = stored.run();
        RunMeasures.committed(before, run);
        // A sweeper's lines have its own correlation id; these belong to the asset.
        try (var _ = Log.with(LogField.ASSET_ID.of(run.order().assetId()),
                LogField.CORRELATION_ID.of(run.order().correlationId()), LogField.RUN_ID.of(run.id()))) {
            LOG.info("a run moved on", LogField.VERSION.of(run.version()), LogField.STATE.of(run.state().wireName()),
                    LogField.PERCENT.of(run.percent()));
            relay.relay(stored);
        }
        return new Result.Advanced(run);
    }
}
