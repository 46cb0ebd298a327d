package io.crealia.transcoding.usecase;

import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.TranscodeService;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stops an attempt nobody waits for: fences it first, so that neither a late request nor a late event revives it, then
 * stops what runs. Nothing is told: who cancels knows. Safe to repeat.
 */
public final class CancelTranscode {
    private static final int MAX_TRIES = 8;

    private final TranscodeService service;
    private final JobRepository jobs;
    private final InstantSource clock;

    public CancelTranscode(TranscodeService service, JobRepository jobs, InstantSource clock) {
        this.service = service;
        this.jobs = jobs;
        this.clock = clock;
    }

    void execute(Fact.StepCancelled fact) {
        if (fact.token().step() != Step.TRANSCODE) {
            return; // the other steps are over within one call
        }
        var job = fence(fact);
        if (job.state() == JobState.CANCELED && job.outcome().isEmpty() && !job.expected().isEmpty()) {
            var source = MediaKeys.source(job.tenantId(), job.assetId());
            job.jobId().or(() -> service.find(job.token(), source)).ifPresent(service::cancel);
        }
    }

    private TranscodingJob fence(Fact.StepCancelled fact) {
        var header = fact.header();
        for (int i = 0; i < MAX_TRIES; i++) {
            var found = jobs.find(fact.token());
            if (found.isPresent() && found.get().state().terminal()) {
                return found.get();
            }
            var next = found
                    .map(job -> job.ended(JobState.CANCELED, Optional.empty(), clock.instant(), Optional.empty()))
                    .orElseGet(() -> TranscodingJob.canceled(fact.token(), header.tenantId(), header.assetId(),
                            header.correlationId(), clock.instant()));
            if (found.isEmpty() ? jobs.insert(next) : jobs.replace(next)) {
                return next;
            }
        }
        throw ApplyJobEvent.contended(fact.token());
    }
}
