package io.crealia.transcoding.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.transcoding.domain.Failure;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobOrder;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.TranscodeService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Drives one job on: submits what was claimed, once, finds again what a crash left behind, and asks when events stay away.
 * Safe to repeat at any moment.
 */
public final class DriveJob {
    /** Longer than any submission takes with its repetitions, and than MediaConvert needs to list a new job. */
    public static final Duration ADOPT_AFTER = Duration.ofSeconds(90);
    /** MediaConvert sends an update every ten seconds. */
    static final Duration POLL_AFTER = Duration.ofSeconds(60);
    private static final int MAX_TRIES = 8;
    private static final Log LOG = Log.of(DriveJob.class);

    private final TranscodeService service;
    private final JobRepository jobs;
    private final ApplyJobEvent apply;
    private final FinishJob finish;
    private final TellJob tell;
    private final Duration adoptAfter;
    private final InstantSource clock;

    /** @param adoptAfter how old a claim without a job must be before its job is looked for: {@link #ADOPT_AFTER} */
    public DriveJob(TranscodeService service, JobRepository jobs, ApplyJobEvent apply, FinishJob finish, TellJob tell,
            Duration adoptAfter, InstantSource clock) {
        this.service = service;
        this.jobs = jobs;
        this.apply = apply;
        this.finish = finish;
        this.tell = tell;
        this.adoptAfter = adoptAfter;
        this.clock = clock;
    }

    /** Claims a job nobody has claimed yet, and submits it; who is second does nothing. */
    void start(TranscodingJob claim, Supplier<? extends JobOrder> order) {
        if (jobs.insert(claim)) {
            submit(order.get());
        }
    }

    /** @param expected the result as far as the plan decides it, should the job be claimed anew */
    void goOn(TranscodingJob job, Supplier<? extends JobOrder> order, Supplier<String> expected) {
        switch (job.state()) {
            case COMPLETE, ERROR, CANCELED -> tell.again(job);
            case CLAIMED -> reclaim(job, order, expected);
            case SUBMITTED -> follow(job);
        }
    }

    private void reclaim(TranscodingJob job, Supplier<? extends JobOrder> ordering, Supplier<String> expected) {
        var now = clock.instant();
        if (now.isBefore(job.claimedAt().plus(adoptAfter))) {
            LOG.info("the claim is young, its owner may be at work", LogField.TOKEN.of(job.key()));
            return;
        }
        var order = ordering.get();
        if (!jobs.replace(job.claimedAgain(now, expected.get()))) {
            return;
        }
        var lost = service.find(job.key(), order.sourceKey());
        if (lost.isPresent()) {
            LOG.info("a job is adopted", LogField.TOKEN.of(job.key()), LogField.JOB_ID.of(lost.get()));
            record(job.key(), lost.get());
        } else {
            submit(order);
        }
    }

    private void submit(JobOrder order) {
        switch (service.submit(order)) {
            case TranscodeService.Submission.Accepted(var jobId) -> record(order.key(), jobId);
            case TranscodeService.Submission.Refused(var message) ->
                fail(order.key(), FailureCode.REFUSED.because(message));
            case TranscodeService.Submission.Forbidden(var message) ->
                fail(order.key(), FailureCode.PERMISSION.because(message));
            case TranscodeService.Submission.Throttled() ->
                fail(order.key(), FailureCode.THROTTLED.because("MediaConvert takes no more requests right now."));
        }
    }

    /** Notes the job's id, unless an event was first; a job that was cancelled meanwhile, or is a second one, is stopped. */
    private void record(JobKey key, String jobId) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var job = jobs.find(key).orElseThrow();
            var second = job.jobId().filter(id -> !id.equals(jobId)).isPresent();
            if (second || job.fenced() && !FinishJob.partFailed(job)) {
                service.cancel(jobId);
            }
            if (job.jobId().isPresent() || job.state().terminal()
                    || jobs.replace(job.submitted(jobId, clock.instant()))) {
                return;
            }
        }
        throw ApplyJobEvent.contended(key);
    }

    private void follow(TranscodingJob job) {
        tell.tell(job);
        if (clock.instant().isBefore(job.lastEventAt().plus(POLL_AFTER))) {
            return;
        }
        var status = service.status(job.key(), job.jobId().orElseThrow());
        if (status.isPresent()) {
            apply.execute(status.get());
        } else {
            fail(job.key(), FailureCode.LOST.because("MediaConvert does not know the job any more."));
        }
    }

    private void fail(JobKey key, Failure failure) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var job = jobs.find(key).orElseThrow();
            if (job.state().terminal()) {
                return;
            }
            var ended = finish.failed(job, failure).applyTo(job, Optional.empty(), clock.instant());
            if (jobs.replace(ended)) {
                JobMeasures.committed(ended);
                tell.tell(ended);
                return;
            }
        }
        throw ApplyJobEvent.contended(key);
    }
}
