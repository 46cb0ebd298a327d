package io.crealia.workflow;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.workflow.adapter.RunView;
import io.crealia.workflow.domain.Decider;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.usecase.BackfillRuns;
import io.crealia.workflow.usecase.SweepRuns;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It stores nothing: the
 * one fact that reaches the store speaks of a run that nobody has.
 */
final class Rehearsal {
    private static final String ULID = "00000000000000000000000000";
    private static final Fact.Header HEADER = new Fact.Header("evt_rehearsal", Instant.EPOCH,
            new TenantId("rehearsal"), new AssetId(AssetId.PREFIX + ULID), "rehearsal");

    private Rehearsal() {}

    static Run facts(Decider decider, SqsBatchEdge edge, FactEvents facts) throws IOException {
        var run = decide(decider);
        var token = new StepToken(run.id(), Step.PROBE, 1);
        edge.rehearseFact(new Fact.StepProgressed(HEADER, token, 1), facts::accept);
        return run;
    }

    /** As of a time at which nothing was due. */
    static Run sweep(Decider decider, ScheduleEdge edge, SweepRuns sweep, BackfillRuns backfill) throws IOException {
        edge.rehearse(() -> Json.object().put("visited", sweep.asOf(Instant.EPOCH).visited()).put("backfilled",
                backfill.asOf(Instant.EPOCH)));
        return decide(decider);
    }

    static String api(Decider decider, HttpEdge edge) throws IOException {
        edge.rehearse();
        return Json.text(RunView.json(decide(decider)));
    }

    private static Run decide(Decider decider) {
        var source = new SourceObject("rehearsal", "rehearsal", "rehearsal", 1, "mp4");
        var order = FactEvents.order(HEADER, new UploadId(UploadId.PREFIX + ULID), Optional.of(source),
                RunParameters.DEFAULT);
        var opened = decider.open(new Event.Started(HEADER.id(), order), HEADER.at()).next();
        decider.decide(opened, new Event.Tick(), opened.dueAt().orElse(HEADER.at()));
        return opened;
    }
}
