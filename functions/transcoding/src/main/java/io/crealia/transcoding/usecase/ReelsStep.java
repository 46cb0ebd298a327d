package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Preset;
import io.crealia.contracts.Step;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.ClipPlanner;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.Highlight;
import io.crealia.transcoding.domain.Inputs;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.domain.Prices;
import io.crealia.transcoding.domain.ProbeDocument;
import io.crealia.transcoding.domain.ReelDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.ClipOrder;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.MediaStore;
import io.crealia.transcoding.port.Purse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes vertical clips of the best highlights, one job each. The plan of all is written down first, by one insert; each part
 * is then claimed and driven on by itself, and {@link SettleReels} ends the attempt with the last. Safe to repeat at any
 * moment.
 */
public final class ReelsStep {
    static final String NO_HIGHLIGHTS = "No moment qualifies as a highlight.";
    static final String NO_PICTURE = "The source has no picture.";

    private final JobRepository jobs;
    private final MediaStore store;
    private final ResultDocuments results;
    private final StepReuse reuse;
    private final PlanReels plan;
    private final Planner planner;
    private final Purse purse;
    private final Ledger ledger;
    private final DriveJob drive;
    private final SettleReels settle;
    private final InstantSource clock;

    public ReelsStep(JobRepository jobs, MediaStore store, Planner planner, Prices prices, Purse purse, Ledger ledger,
            DriveJob drive, SettleReels settle, InstantSource clock) {
        this.jobs = jobs;
        this.store = store;
        this.results = new ResultDocuments(store);
        this.reuse = new StepReuse(store);
        this.plan = new PlanReels(store, prices);
        this.planner = planner;
        this.purse = purse;
        this.ledger = ledger;
        this.drive = drive;
        this.settle = settle;
        this.clock = clock;
    }

    /** @return what is to be told at once; empty where the attempt's own messages tell */
    Optional<StepOutcome> execute(Fact.StepRequested request) {
        var head = jobs.find(JobKey.whole(request.token()));
        if (head.isEmpty()) {
            var outcome = begin(request);
            if (outcome.isPresent()) {
                return outcome;
            }
            head = jobs.find(JobKey.whole(request.token()));
        }
        goOn(request, head.orElseThrow());
        return Optional.empty();
    }

    private void goOn(Fact.StepRequested request, TranscodingJob head) {
        if (head.state().terminal()) {
            drive.goOn(head, () -> {
                throw new IllegalStateException("the attempt has ended");
            }, head::expected);
            settle.execute(request.token());
            return;
        }
        for (var reel : Json.parse(head.expected()).path("reels")) {
            if (reel.path("state").asText().equals(ReelDocument.PLANNED)) {
                part(request, reel);
            }
        }
        settle.execute(request.token());
    }

    private void part(Fact.StepRequested request, JsonNode reel) {
        var key = new JobKey(request.token(), reel.path("name").asText());
        var header = request.header();
        var order = new ClipOrder(key, header.assetId(), header.correlationId(), request.source().key(),
                ReelDocument.plan(reel));
        var found = jobs.find(key);
        if (found.isEmpty()) {
            drive.start(TranscodingJob.claimed(key, header.tenantId(), header.assetId(), header.correlationId(),
                    clock.instant(), Json.text(reel)), () -> order);
        } else if (!found.get().state().terminal()) {
            drive.goOn(found.get(), () -> order, () -> Json.text(reel));
        }
    }

    private Optional<StepOutcome> begin(Fact.StepRequested request) {
        var info = ProbeDocument.read(results.required(request, Step.PROBE));
        var highlights = results.ofDegradable(request, Step.HIGHLIGHTS);
        if (info.video().isEmpty()) {
            return Optional.of(skip(request, empty(), NO_PICTURE));
        }
        if (highlights.map(Highlight::read).filter(all -> !all.isEmpty()).isEmpty()) {
            return Optional.of(skip(request, empty(), highlights.map(each -> each.path("skipped_reason").asText())
                    .filter(reason -> !reason.isBlank()).orElse(NO_HIGHLIGHTS)));
        }
        return plan(request, info, highlights.get());
    }

    private Optional<StepOutcome> plan(Fact.StepRequested request, MediaInfo info, JsonNode highlights) {
        var header = request.header();
        var captions = results.ofDegradable(request, Step.CAPTIONS);
        var readable = ReelCaptions.read(captions, store);
        var preset = Preset.find(request.parameters().preset()).orElse(Preset.DEFAULT);
        var inputs = Inputs.hash(ClipPlanner.VERSION, request.source().etag(), preset.name(),
                Json.text(ProbeDocument.write(info)), Json.text(highlights),
                captions.map(each -> each.path("state").asText()).orElse(""), readable.content());
        var before = reuse.find(header.tenantId(), header.assetId(), Step.REELS, inputs);
        if (before.isPresent()) {
            return before.map(result -> new StepOutcome.Succeeded(result.key(),
                    Optional.ofNullable(result.document().path("skipped_reason").textValue())));
        }
        var transcode = results.required(request, Step.TRANSCODE);
        var posterMs = planner.plan(info, List.of()).picture().orElseThrow().frames().poster().intervalMs();
        var document = plan.execute(new PlanReels.Material(info, preset, Highlight.read(highlights), readable,
                new ReelFrames(store, transcode, posterMs),
                MediaKeys.attempt(header.tenantId(), header.assetId(), request.token())));
        document.put("inputs", inputs);
        if (JobCost.read(document).outputMs() == 0) {
            return Optional.of(skip(request, document, PlanReels.NO_FRAMES));
        }
        return buy(request, document);
    }

    private Optional<StepOutcome> buy(Fact.StepRequested request, ObjectNode document) {
        var header = request.header();
        var cost = JobCost.read(document);
        if (!purse.reserve(header.tenantId(), TellJob.purchase(request.token()), cost.micros())) {
            return Optional.of(new StepOutcome.Failed(FailureCode.BUDGET
                    .because("The reels cost " + cost.micros() + " micro-USD, more than is left of today's budget.")));
        }
        ledger.record(request, request.token(), JobCost.entry(Step.REELS.wireName(), Fact.CostKind.ESTIMATE, cost));
        // Who is second finds the first one's plan, which is the same.
        jobs.insert(TranscodingJob.ofParts(request.token(), header.tenantId(), header.assetId(),
                header.correlationId(), clock.instant(), Json.text(document)));
        return Optional.empty();
    }

    private static ObjectNode empty() {
        var document = Json.object().put("schema", 1);
        document.putArray("reels");
        document.putArray("decisions");
        return document;
    }

    private StepOutcome skip(Fact.StepRequested request, ObjectNode document, String reason) {
        var key = ResultDocuments.key(request);
        results.write(key, document.put("skipped_reason", reason));
        return new StepOutcome.Succeeded(key, Optional.of(reason));
    }
}
