package io.crealia.workflow.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.RunRepository.DueRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes up degraded runs whose time has come: a new run from the step that failed, as a person's retry would make. An
 * asset that has a newer run is left alone.
 */
public final class BackfillRuns {
    private static final Log LOG = Log.of(BackfillRuns.class);
    private static final int PAGE = 50;

    private final RunRepository runs;
    private final RetryRun retry;
    private final InstantSource clock;

    public BackfillRuns(RunRepository runs, RetryRun retry, InstantSource clock) {
        this.runs = runs;
        this.retry = retry;
        this.clock = clock;
    }

    /** @return how many runs were taken up */
    public int execute() {
        return asOf(clock.instant());
    }

    /** The same of what was due by a time. */
    public int asOf(Instant now) {
        int taken = 0;
        for (var due : runs.findBackfills(now, PAGE)) {
            try {
                taken += take(due) ? 1 : 0;
            } catch (RuntimeException e) {
                // It stays due; the others must not wait for it.
                LOG.error("a degraded run could not be taken up", e, LogField.RUN_ID.of(due.runId()),
                        LogField.TENANT_ID.of(due.tenantId()));
            }
        }
        return taken;
    }

    private boolean take(DueRun due) {
        var found = runs.find(due.tenantId(), due.runId());
        var taken = found.isPresent() && retry.execute(new RetryRun.Command(new RunCreation.Caller(due.tenantId(),
                Optional.of("backfill " + due.runId()), "backfill", "backfill:" + due.runId(),
                found.get().run().order().correlationId()), due.runId(),
                Optional.empty())) instanceof RetryRun.Result.Answered;
        runs.settleBackfill(due.tenantId(), due.runId());
        return taken;
    }
}
