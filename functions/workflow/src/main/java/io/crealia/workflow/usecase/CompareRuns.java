package io.crealia.workflow.usecase;

import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunDiff;
import io.crealia.workflow.domain.RunEvidence;
import io.crealia.workflow.domain.RunEvidence.FileMark;
import io.crealia.workflow.domain.RunEvidence.Files;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.port.RunCosts;
import io.crealia.workflow.port.RunFiles;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says how two runs over the same asset differ. Files of up to {@link #MAX_FILE_BYTES} are read for their hash, of each run
 * up to {@link #MAX_READ_BYTES} together; what is larger, or comes later, is compared by its size alone.
 */
public final class CompareRuns {
    static final long MAX_FILE_BYTES = 8L * 1024 * 1024;
    static final long MAX_READ_BYTES = 32L * 1024 * 1024;
    static final int MAX_FILES = 200;

    public sealed interface Result {
        record Compared(RunDiff diff) implements Result {}

        /** There is no run with the first id, or what it was about is erased. */
        record NoSuchRun() implements Result {}

        /** There is no run with the second id, or it is erased or about another asset. */
        record NoSuchOther() implements Result {}
    }

    private final RunRepository runs;
    private final RunFiles files;
    private final RunCosts costs;

    public CompareRuns(RunRepository runs, RunFiles files, RunCosts costs) {
        this.runs = runs;
        this.files = files;
        this.costs = costs;
    }

    public Result execute(TenantId tenant, RunId id, RunId against) {
        var run = find(tenant, id);
        if (run.isEmpty()) {
            return new Result.NoSuchRun();
        }
        var other = find(tenant, against).filter(found -> found.order().assetId().equals(run.get().order().assetId()));
        if (other.isEmpty()) {
            return new Result.NoSuchOther();
        }
        // What one run took over from the other is the same file: it is read once.
        var seen = new TreeMap<String, Files>();
        return new Result.Compared(RunDiff.of(run.get(), evidence(run.get(), seen), other.get(),
                evidence(other.get(), seen)));
    }

    private Optional<Run> find(TenantId tenant, RunId id) {
        return runs.find(tenant, id).map(StoredRun::run).filter(run -> !(run.state() instanceof RunState.Erased));
    }

    private RunEvidence evidence(Run run, Map<String, Files> seen) {
        var found = new EnumMap<Step, Files>(Step.class);
        var budget = new Budget();
        run.results().forEach((step, key) -> found.put(step, seen.computeIfAbsent(key, _ -> files(key, budget))));
        var estimates = new EnumMap<Step, Long>(Step.class);
        var actuals = new EnumMap<Step, Long>(Step.class);
        costs.of(run.tenantId(), run.order().assetId(), run.id()).forEach((step, amounts) -> {
            estimates.put(step, amounts.estimateMicros());
            actuals.put(step, amounts.actualMicros());
        });
        return new RunEvidence(found, estimates, actuals);
    }

    private Files files(String resultKey, Budget budget) {
        var folder = resultKey.substring(0, resultKey.lastIndexOf('/') + 1);
        var listed = files.list(folder, MAX_FILES + 1);
        var marks = new TreeMap<String, FileMark>();
        listed.stream().limit(MAX_FILES).forEach(file -> marks.put(file.name(), new FileMark(file.sizeBytes(),
                budget.takes(file.sizeBytes()) ? files.sha256(folder + file.name()) : Optional.empty())));
        return new Files(marks, listed.size() <= MAX_FILES);
    }

    /** What may still be read of one run. */
    private static final class Budget {
        private long left = MAX_READ_BYTES;

        boolean takes(long bytes) {
            if (bytes > MAX_FILE_BYTES || bytes > left) {
                return false;
            }
            left -= bytes;
            return true;
        }
    }
}
