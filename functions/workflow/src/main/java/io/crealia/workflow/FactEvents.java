package io.crealia.workflow;

import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.UploadId;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.usecase.AdvanceRun;
import io.crealia.workflow.usecase.EraseRuns;
import java.util.Optional;

/** Reads each fact as an event of the run that it concerns. */
final class FactEvents {
    private static final Log LOG = Log.of(FactEvents.class);

    private final AdvanceRun advance;
    private final EraseRuns erase;

    FactEvents(AdvanceRun advance, EraseRuns erase) {
        this.advance = advance;
        this.erase = erase;
    }

    /** @throws IllegalArgumentException for a fact that is meant for somebody else */
    void accept(Fact fact) {
        var op = fact.header().id();
        switch (fact) {
            case Fact.UploadAccepted f -> {
                var order = order(f.header(), f.uploadId(), Optional.of(f.source()), f.parameters());
                advance(fact, order.id(), new Event.Started(op, order));
            }
            case Fact.UploadRejected f -> {
                var order = order(f.header(), f.uploadId(), Optional.empty(), RunParameters.DEFAULT);
                advance(fact, order.id(), new Event.SourceRejected(op, order, new Fact.Reason(f.code(), f.detail())));
            }
            case Fact.StepProgressed f ->
                advance(fact, f.token(), new Event.StepProgressed(op, f.token(), f.percent()));
            case Fact.StepSucceeded f -> advance(fact, f.token(),
                    new Event.StepSucceeded(op, f.token(), f.resultKey(), f.skippedReason()));
            case Fact.StepFailed f -> advance(fact, f.token(),
                    new Event.StepFailed(op, f.token(), f.failure(), f.code(), f.detail()));
            case Fact.AssetDeleting f -> erase.execute(f.header().tenantId(), f.header().assetId(), op);
            case Fact.StepRequested _,Fact.StepCancelled _,Fact.AssetChanged _,Fact.CostRecorded _,Fact.DeletionRequested _,Fact.AssetErased _ ->
                throw new IllegalArgumentException(
                        "the workflow does not receive " + fact.getClass().getSimpleName());
        }
    }

    private void advance(Fact fact, StepToken token, Event event) {
        advance(fact, token.runId(), event);
    }

    private void advance(Fact fact, RunId id, Event event) {
        if (advance.execute(fact.header().tenantId(), id, event) instanceof AdvanceRun.Result.Unknown) {
            LOG.warn("a fact names a run that its tenant does not have, or of a deleted asset", LogField.RUN_ID.of(id));
        }
    }

    static RunOrder order(Fact.Header header, UploadId upload, Optional<SourceObject> source,
            RunParameters parameters) {
        return new RunOrder(RunOrder.firstRunOf(upload), header.tenantId(), header.assetId(), Optional.of(upload),
                source, header.correlationId(), parameters, Optional.empty(), 0);
    }
}
