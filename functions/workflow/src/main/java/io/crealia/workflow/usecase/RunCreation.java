package io.crealia.workflow.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.Outbox;
import io.crealia.workflow.domain.Decider;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Makes runs for API calls: one run and one answer per idempotency key, which the run's own document keeps. */
public final class RunCreation {
    private final RunRepository runs;
    private final Decider decider;
    private final Relay relay;
    private final InstantSource clock;
    private final Function<Run, String> view;

    /** @param view renders the answer as JSON text */
    public RunCreation(RunRepository runs, Decider decider, Outbox outbox, InstantSource clock,
            Function<Run, String> view) {
        this.runs = runs;
        this.decider = decider;
        this.relay = new Relay(runs, outbox);
        this.clock = clock;
        this.view = view;
    }

    /**
     * Who calls, and how the call is known again.
     *
     * @param key the idempotency key with the operation it was sent to; absent if the client sent none
     * @param requestHash equal for a repeated request
     */
    public record Caller(TenantId tenant, Optional<String> key, String requestHash, String requestId,
            String correlationId) {}

    public sealed interface Result {
        /** @param answer JSON text; the same for a repeated call */
        record Created(String runId, String answer) implements Result {}

        /** The idempotency key was used for another request. */
        record Mismatch() implements Result {}
    }

    /** What the key's first call led to, if there was one. */
    Optional<Result> earlier(Caller caller) {
        return caller.key().flatMap(key -> runs.findByKey(caller.tenant(), key)).map(stored -> {
            var call = stored.call().orElseThrow();
            return call.requestHash().equals(caller.requestHash())
                    ? new Result.Created(stored.run().id().value(), call.answer())
                    : new Result.Mismatch();
        });
    }

    Result create(Caller caller, Event.Opening event) {
        var now = AdvanceRun.now(clock);
        var decision = decider.open(event, now);
        var run = decision.next();
        // Without a key the id stands in, so that the unique index never meets a missing value.
        var call = new StoredRun.Call(caller.key().orElse(run.id().value()), caller.requestHash(), view.apply(run));
        var first = Commits.first(decision, Optional.of(call), now);
        if (runs.insert(first)) {
            RunMeasures.committed(Optional.empty(), run);
            relay.relay(first);
            return new Result.Created(run.id().value(), call.answer());
        }
        return earlier(caller)
                .orElseThrow(() -> new DependencyException("run " + run.id() + " could not be inserted", null));
    }
}
