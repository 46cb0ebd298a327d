package io.crealia.transcoding.usecase;

import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.Inputs;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.domain.Prices;
import io.crealia.transcoding.domain.ProbeDocument;
import io.crealia.transcoding.domain.TranscodeDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.Purse;
import io.crealia.transcoding.port.TranscodeOrder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Drives one attempt of the encode on, and tells the outcome of what has ended. A source that was encoded by the same plan
 * before is not encoded again. Safe to repeat at any moment.
 */
public final class TranscodeStep {
    private final JobRepository jobs;
    private final ResultDocuments results;
    private final StepReuse reuse;
    private final Planner planner;
    private final Prices prices;
    private final Purse purse;
    private final Ledger ledger;
    private final DriveJob drive;
    private final StepFacts facts;
    private final InstantSource clock;

    public TranscodeStep(JobRepository jobs, ResultDocuments results, StepReuse reuse, Planner planner, Prices prices,
            Purse purse, Ledger ledger, DriveJob drive, StepFacts facts, InstantSource clock) {
        this.jobs = jobs;
        this.results = results;
        this.reuse = reuse;
        this.planner = planner;
        this.prices = prices;
        this.purse = purse;
        this.ledger = ledger;
        this.drive = drive;
        this.facts = facts;
        this.clock = clock;
    }

    /** @return what is to be told at once; empty where the job's own messages tell */
    Optional<StepOutcome> execute(Fact.StepRequested request) {
        var found = jobs.find(JobKey.whole(request.token()));
        if (found.isPresent()) {
            drive.goOn(found.get(), () -> order(request), () -> expected(request, order(request)));
            return Optional.empty();
        }
        var order = order(request);
        var inputs = inputs(request, order.plan());
        var header = request.header();
        var before = reuse.find(header.tenantId(), header.assetId(), Step.TRANSCODE, inputs);
        if (before.isPresent()) {
            return before.map(result -> StepOutcome.done(result.key()));
        }
        var cost = prices.of(order.plan());
        if (!purse.reserve(header.tenantId(), TellJob.purchase(request.token()), cost.micros())) {
            return Optional.of(new StepOutcome.Failed(FailureCode.BUDGET
                    .because(
                            "The encode costs " + cost.micros() + " micro-USD, more than is left of today's budget.")));
        }
        ledger.record(request, request.token(),
                JobCost.entry(Step.TRANSCODE.wireName(), Fact.CostKind.ESTIMATE, cost));
        drive.start(TranscodingJob.claimed(JobKey.whole(request.token()), header.tenantId(), header.assetId(),
                header.correlationId(), clock.instant(), expected(request, order)), () -> order);
        return Optional.empty();
    }

    private TranscodeOrder order(Fact.StepRequested request) {
        var info = ProbeDocument.read(results.required(request, Step.PROBE));
        EncodePlan plan = planner.plan(info, List.of());
        var header = request.header();
        var layout = new OutputLayout(MediaKeys.attempt(header.tenantId(), header.assetId(), request.token()));
        return new TranscodeOrder(request.token(), header.assetId(), header.correlationId(), request.source().key(),
                layout, plan);
    }

    private String expected(Fact.StepRequested request, TranscodeOrder order) {
        var expected = TranscodeDocument.expected(order.plan(), order.layout());
        expected.put("inputs", inputs(request, order.plan()));
        JobCost.write(expected, prices.of(order.plan()));
        return Json.text(expected);
    }

    private static String inputs(Fact.StepRequested request, EncodePlan plan) {
        return Inputs.hash(Planner.VERSION, request.source().etag(),
                Json.text(TranscodeDocument.expected(plan, new OutputLayout(""))));
    }
}
