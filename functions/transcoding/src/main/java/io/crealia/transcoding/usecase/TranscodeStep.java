package io.crealia.transcoding.usecase;

import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.Outbox;
import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.Failure;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.domain.ProbeDocument;
import io.crealia.transcoding.domain.TranscodeDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.TranscodeOrder;
import io.crealia.transcoding.port.TranscodeService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Drives one attempt of the encode on: claims it, submits it once, finds again what a crash left behind, asks when
 * events stay away, and tells the outcome of what has ended. Safe to repeat at any moment.
 */
public final class TranscodeStep {
    /** Longer than any submission takes, and than MediaConvert needs to list a new job. */
    static final Duration ADOPT_AFTER = Duration.ofSeconds(90);
    /** MediaConvert sends an update every ten seconds. */
    static final Duration POLL_AFTER = Duration.ofSeconds(60);
    private static final int MAX_TRIES = 8;
    private static final Log LOG = Log.of(TranscodeStep.class);

    private final TranscodeService service;
    private final JobRepository jobs;
    private final ResultDocuments results;
    private final Planner planner;
    private final ApplyJobEvent apply;
    private final JobRelay relay;
    private final StepFacts facts;
    private final InstantSource clock;

    public TranscodeStep(TranscodeService service, JobRepository jobs, ResultDocuments results, Planner planner,
            ApplyJobEvent apply, Outbox outbox, StepFacts facts, InstantSource clock) {
        this.service = service;
        this.jobs = jobs;
        this.results = results;
        this.planner = planner;
        this.apply = apply;
        this.relay = new JobRelay(jobs, outbox);
        this.facts = facts;
        this.clock = clock;
    }

    void execute(Fact.StepRequested request) {
        var found = jobs.find(request.token());
        if (found.isEmpty()) {
            claim(request);
            return;
        }
        var job = found.get();
        switch (job.state()) {
            case COMPLETE, ERROR, CANCELED -> relay.tellAgain(job);
            case CLAIMED -> reclaim(request, job);
            case SUBMITTED -> follow(job);
        }
    }

    private void claim(Fact.StepRequested request) {
        var order = order(request);
        var job = TranscodingJob.claimed(request.token(), request.header().tenantId(), request.header().assetId(),
                request.header().correlationId(), clock.instant(), expected(order));
        if (jobs.insert(job)) {
            submit(order);
        }
    }

    private void reclaim(Fact.StepRequested request, TranscodingJob job) {
        var now = clock.instant();
        if (now.isBefore(job.claimedAt().plus(ADOPT_AFTER))) {
            LOG.info("the claim is young, its owner may be at work", LogField.TOKEN.of(job.token()));
            return;
        }
        var order = order(request);
        if (!jobs.replace(job.claimedAgain(now, expected(order)))) {
            return;
        }
        var lost = service.find(job.token(), order.sourceKey());
        if (lost.isPresent()) {
            LOG.info("a job is adopted", LogField.TOKEN.of(job.token()), LogField.JOB_ID.of(lost.get()));
            record(job.token(), lost.get());
        } else {
            submit(order);
        }
    }

    private void submit(TranscodeOrder order) {
        switch (service.submit(order)) {
            case TranscodeService.Submission.Accepted(var jobId) -> record(order.token(), jobId);
            case TranscodeService.Submission.Refused(var message) ->
                fail(order.token(), FailureCode.REFUSED.because(message));
            case TranscodeService.Submission.Forbidden(var message) ->
                fail(order.token(), FailureCode.PERMISSION.because(message));
            case TranscodeService.Submission.Throttled() ->
                fail(order.token(), FailureCode.THROTTLED.because("MediaConvert takes no more requests right now."));
        }
    }

    /** Notes the job's id, unless an event was first; a job that was cancelled meanwhile, or is a second one, is stopped. */
    private void record(StepToken token, String jobId) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var job = jobs.find(token).orElseThrow();
            var cancelled = job.state() == JobState.CANCELED && job.outcome().isEmpty();
            if (cancelled || job.jobId().filter(id -> !id.equals(jobId)).isPresent()) {
                service.cancel(jobId);
            }
            if (job.jobId().isPresent() || job.state().terminal()
                    || jobs.replace(job.submitted(jobId, clock.instant()))) {
                return;
            }
        }
        throw ApplyJobEvent.contended(token);
    }

    private void follow(TranscodingJob job) {
        relay.relay(job);
        if (clock.instant().isBefore(job.lastEventAt().plus(POLL_AFTER))) {
            return;
        }
        var status = service.status(job.token(), job.jobId().orElseThrow());
        if (status.isPresent()) {
            apply.execute(status.get());
        } else {
            fail(job.token(), FailureCode.LOST.because("MediaConvert does not know the job any more."));
        }
    }

    private void fail(StepToken token, Failure failure) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var job = jobs.find(token).orElseThrow();
            if (job.state().terminal()) {
                return;
            }
            var ended = job.ended(JobState.ERROR, Optional.empty(), clock.instant(),
                    Optional.of(facts.failed(FinishJob.subject(job), failure)));
            if (jobs.replace(ended)) {
                relay.relay(ended);
                return;
            }
        }
        throw ApplyJobEvent.contended(token);
    }

    private TranscodeOrder order(Fact.StepRequested request) {
        var info = ProbeDocument.read(results.required(request, Step.PROBE));
        EncodePlan plan = planner.plan(info, List.of());
        var header = request.header();
        var layout = new OutputLayout(MediaKeys.attempt(header.tenantId(), header.assetId(), request.token()));
        return new TranscodeOrder(request.token(), header.assetId(), header.correlationId(), request.source().key(),
                layout, plan);
    }

    private static String expected(TranscodeOrder order) {
        return Json.text(TranscodeDocument.expected(order.plan(), order.layout()));
    }
}
