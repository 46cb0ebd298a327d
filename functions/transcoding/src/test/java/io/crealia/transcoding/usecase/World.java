package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.EncodePolicy;
import io.crealia.platform.cost.Ledger;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.Prices;
import io.crealia.transcoding.port.FakePurse;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.domain.ProbeDocument;
import io.crealia.transcoding.port.FakeTranscodeService;
import io.crealia.transcoding.port.InMemoryJobRepository;
import io.crealia.transcoding.port.InMemoryMediaStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything around the use cases, in memory, with one run of one asset. */
final class World {
    static final TenantId TENANT = new TenantId("acme");
    static final AssetId ASSET = new AssetId(AssetId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Y");
    static final RunId RUN = new RunId(RunId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Y");
    static final String SOURCE = MediaKeys.source(TENANT, ASSET);

    final MovableClock clock = new MovableClock();
    final InMemoryMediaStore store = new InMemoryMediaStore();
    final InMemoryJobRepository jobs = new InMemoryJobRepository();
    final FakeTranscodeService service = new FakeTranscodeService(clock);
    static final Prices PRICES = new Prices(1000);
    final FakePurse purse = new FakePurse();
    final RecordingSender sender = new RecordingSender();
    final Planner planner;
    final ApplyJobEvent apply;
    final DriveStep drive;
    final Map<Step, String> results = new EnumMap<>(Step.class);

    World() {
        this(DriveJob.ADOPT_AFTER);
    }

    /** @param adoptAfter how old a claim without a job must be before its job is looked for */
    World(Duration adoptAfter) {
        var policy = EncodePolicy.of(Duration.ofHours(4), 8192L * 4320);
        var facts = new StepFacts(clock);
        var outbox = new Outbox(sender);
        planner = new Planner(policy);
        var ledger = new Ledger(sender, clock);
        var relay = new JobRelay(jobs, outbox);
        var finish = new FinishJob(store, facts, ledger);
        var settle = new SettleReels(jobs, store, facts, ledger, purse, relay, clock);
        var tell = new TellJob(relay, settle, purse);
        apply = new ApplyJobEvent(jobs, finish, tell, facts);
        var job = new DriveJob(service, jobs, apply, finish, tell, adoptAfter, clock);
        var transcode = new TranscodeStep(jobs, new ResultDocuments(store), new StepReuse(store), planner, PRICES,
                purse, ledger, job, facts, clock);
        var reels = new ReelsStep(jobs, store, planner, PRICES, purse, ledger, job, settle, clock);
        drive = new DriveStep(new ProbeStep(service, store, policy), transcode, new StillsStep(store), reels,
                new VerifyStep(store), new CancelTranscode(service, jobs, purse, clock), facts, sender);
    }

    /** A world whose probe has succeeded. */
    static World probed(MediaInfo info) {
        return probed(new World(), info);
    }

    static World probed(World world, MediaInfo info) {
        var key = MediaKeys.result(TENANT, ASSET, token(Step.PROBE));
        world.store.put(key, Json.bytes(ProbeDocument.write(info)), "application/json");
        world.results.put(Step.PROBE, key);
        return world;
    }

    static World probed() {
        return probed(Sources.landscape720());
    }

    static StepToken token(Step step) {
        return new StepToken(RUN, step, 1);
    }

    static StepToken job() {
        return token(Step.TRANSCODE);
    }

    static JobKey key() {
        return JobKey.whole(job());
    }

    static OutputLayout layout() {
        return new OutputLayout(MediaKeys.attempt(TENANT, ASSET, job()));
    }

    String etag = "etag";
    String preset = "educational";

    Fact.StepRequested request(Step step) {
        return request(token(step));
    }

    Fact.StepRequested request(StepToken token) {
        return new Fact.StepRequested(header("evt_request"), token,
                new SourceObject("crealia-test-media", SOURCE, etag, 1_000_000, "mp4"), results,
                new RunParameters("auto-reels", preset, Optional.empty(), Optional.empty()));
    }

    List<Fact.CostRecorded> costs() {
        return sender.facts(QueueName.ASSETS).stream().filter(Fact.CostRecorded.class::isInstance)
                .map(Fact.CostRecorded.class::cast).toList();
    }

    /** Stores another step's result, as if it had succeeded. */
    void result(Step step, ObjectNode document) {
        var key = MediaKeys.result(TENANT, ASSET, token(step));
        store.put(key, Json.bytes(document), "application/json");
        results.put(step, key);
    }

    /** Drives a step, and notes its result as the workflow does. */
    void drive(Step step) {
        drive(token(step));
    }

    void drive(StepToken token) {
        drive.execute(request(token));
        sender.facts(QueueName.FACTS).forEach(fact -> {
            if (fact instanceof Fact.StepSucceeded succeeded) {
                results.put(succeeded.token().step(), succeeded.resultKey());
            }
        });
    }

    void cancel() {
        cancel(job());
    }

    void cancel(StepToken token) {
        drive.execute(new Fact.StepCancelled(header("evt_cancel"), token));
    }

    /** What MediaConvert would tell now. */
    JobEvent event(JobEvent.Status status, int percent) {
        return new JobEvent(key(), service.jobIds().getFirst(), status, clock.instant(), percent, 0, "", 0);
    }

    /** The encoder writes its outputs. */
    void encode(MediaInfo info, long durationMs) {
        new FakeOutputs(store, plan(info), layout(), durationMs).write();
    }

    /** Drives the job to its end. */
    void transcode(MediaInfo info, long durationMs) {
        drive(Step.TRANSCODE);
        encode(info, durationMs);
        apply.execute(event(JobEvent.Status.COMPLETE, 100));
        drive(Step.TRANSCODE);
    }

    EncodePlan plan(MediaInfo info) {
        return planner.plan(info, List.of());
    }

    List<Fact> facts() {
        return sender.facts(QueueName.FACTS);
    }

    <F extends Fact> List<F> facts(Class<F> type) {
        return facts().stream().filter(type::isInstance).map(type::cast).toList();
    }

    <F extends Fact> List<F> facts(Class<F> type, StepToken token) {
        return facts(type).stream().filter(fact -> switch (fact) {
            case Fact.StepSucceeded succeeded -> succeeded.token().equals(token);
            case Fact.StepFailed failed -> failed.token().equals(token);
            case Fact.StepProgressed progressed -> progressed.token().equals(token);
            default -> false;
        }).toList();
    }

    JsonNode result(Step step) {
        return Json.parse(store.get(MediaKeys.result(TENANT, ASSET, token(step)), 1_000_000).orElseThrow());
    }

    static Fact.Header header(String id) {
        return new Fact.Header(id, MovableClock.START, TENANT, ASSET, "correlation-1");
    }
}
