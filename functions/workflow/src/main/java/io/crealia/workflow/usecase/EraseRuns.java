package io.crealia.workflow.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.util.Optional;

/**
 * Ends every run of a deleted asset, whatever its state, and keeps ids only. Where there is no run, a tombstone keeps one
 * from beginning. Safe to repeat.
 */
public final class EraseRuns {
    private static final int PAGE = 100;

    private final RunRepository runs;
    private final AdvanceRun advance;

    public EraseRuns(RunRepository runs, AdvanceRun advance) {
        this.runs = runs;
        this.advance = advance;
    }

    public void execute(TenantId tenant, AssetId asset, String opId) {
        var page = runs.findByAsset(tenant, asset, Optional.empty(), PAGE);
        if (page.isEmpty()) {
            var order = RunOrder.tombstone(tenant, asset);
            advance.execute(tenant, order.id(), new Event.ErasedBefore(opId, order));
            page = runs.findByAsset(tenant, asset, Optional.empty(), PAGE);
        }
        while (!page.isEmpty()) {
            for (StoredRun stored : page) {
                advance.execute(tenant, stored.run().id(), new Event.EraseRequested(opId));
            }
            Optional<RunId> last = Optional.of(page.getLast().run().id());
            page = runs.findByAsset(tenant, asset, last, PAGE);
        }
    }
}
