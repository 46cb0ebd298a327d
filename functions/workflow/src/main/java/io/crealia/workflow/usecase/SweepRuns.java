package io.crealia.workflow.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.RunRepository.DueRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Visits every run that wants a visit: asks again for silent attempts, starts those that waited, ends what is past its
 * deadline, and sends what was left unsent. Any number may run at once; each change is a compare-and-set. A run that
 * fails is counted and the others go on.
 */
public final class SweepRuns {
    private static final Log LOG = Log.of(SweepRuns.class);
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 50;

    private final RunRepository runs;
    private final AdvanceRun advance;
    private final InstantSource clock;
    private final Duration budget;

    /** @param budget after which no further run is visited; less than the function's timeout */
    public SweepRuns(RunRepository runs, AdvanceRun advance, InstantSource clock, Duration budget) {
        this.runs = runs;
        this.advance = advance;
        this.clock = clock;
        this.budget = budget;
    }

    /**
     * @param visited runs that wanted a visit
     * @param advanced those that changed
     * @param failed those whose visit failed; they stay due
     * @param oldestOverdue how long the longest waiting run had waited when the sweep began
     * @param complete whether nothing that was due was left for the next sweep
     */
    public record Report(int visited, int advanced, int failed, Duration oldestOverdue, boolean complete) {}

    public Report execute() {
        return asOf(AdvanceRun.now(clock));
    }

    /** @param start visits what was due by then */
    public Report asOf(Instant start) {
        var tally = new Tally();
        var after = Optional.<DueRun>empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            var due = runs.findDue(start, after, PAGE);
            for (var run : due) {
                if (Duration.between(start, clock.instant()).compareTo(budget) >= 0) {
                    return tally.report(false);
                }
                visit(run, start, tally);
            }
            if (due.size() < PAGE) {
                return tally.report(true);
            }
            after = Optional.of(due.getLast());
        }
        return tally.report(false);
    }

    // An edge of its own: one bad run must not keep the others waiting, whatever is wrong with it.
    private void visit(DueRun due, Instant start, Tally tally) {
        tally.visited++;
        var overdue = Duration.between(due.nextAt(), start);
        tally.oldest = overdue.compareTo(tally.oldest) > 0 ? overdue : tally.oldest;
        try {
            if (advance.execute(due.tenantId(), due.runId(), new Event.Tick()) instanceof AdvanceRun.Result.Advanced) {
                tally.advanced++;
            }
        } catch (RuntimeException e) {
            tally.failed++;
            LOG.error("a run could not be driven on", e, LogField.RUN_ID.of(due.runId()),
                    LogField.TENANT_ID.of(due.tenantId()));
        }
    }

    private static final class Tally {
        private int visited;
        private int advanced;
        private int failed;
        private Duration oldest = Duration.ZERO;

        private Report report(boolean complete) {
            return new Report(visited, advanced, failed, oldest, complete);
        }
    }
}
