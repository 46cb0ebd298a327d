package io.crealia.transcoding.usecase;

import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.ReelDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.Purse;
import io.crealia.transcoding.port.TranscodeService;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stops an attempt nobody waits for: fences it first, so that neither a late request nor a late event revives it, then
 * stops what runs, all parts of it. Nothing is told: who cancels knows. Safe to repeat.
 */
public final class CancelTranscode {
    private static final int MAX_TRIES = 8;

    private final TranscodeService service;
    private final JobRepository jobs;
    private final Purse purse;
    private final InstantSource clock;

    public CancelTranscode(TranscodeService service, JobRepository jobs, Purse purse, InstantSource clock) {
        this.service = service;
        this.jobs = jobs;
        this.purse = purse;
        this.clock = clock;
    }

    void execute(Fact.StepCancelled fact) {
        var step = fact.token().step();
        if (step != Step.TRANSCODE && step != Step.REELS) {
            return; // the other steps are over within one call
        }
        var whole = fence(fact, JobKey.whole(fact.token()));
        if (!whole.fenced()) {
            return;
        }
        if (step == Step.TRANSCODE) {
            stop(whole);
        } else if (!whole.expected().isEmpty()) {
            for (var reel : Json.parse(whole.expected()).path("reels")) {
                if (reel.path("state").asText().equals(ReelDocument.PLANNED)) {
                    stop(fence(fact, new JobKey(fact.token(), reel.path("name").asText())));
                }
            }
        }
        purse.settle(whole.tenantId(), TellJob.purchase(fact.token()), 0);
    }

    private void stop(TranscodingJob job) {
        if (job.fenced() && !job.expected().isEmpty()) {
            var source = MediaKeys.source(job.tenantId(), job.assetId());
            job.jobId().or(() -> service.find(job.key(), source)).ifPresent(service::cancel);
        }
    }

    private TranscodingJob fence(Fact.StepCancelled fact, JobKey key) {
        var header = fact.header();
        for (int i = 0; i < MAX_TRIES; i++) {
            var found = jobs.find(key);
            if (found.isPresent() && found.get().state().terminal()) {
                return found.get();
            }
            var next = found
                    .map(job -> job.ended(JobState.CANCELED, Optional.empty(), clock.instant(), Optional.empty()))
                    .orElseGet(() -> TranscodingJob.canceled(key, header.tenantId(), header.assetId(),
                            header.correlationId(), clock.instant()));
            if (found.isEmpty() ? jobs.insert(next) : jobs.replace(next)) {
                found.ifPresent(_ -> JobMeasures.committed(next));
                return next;
            }
        }
        throw ApplyJobEvent.contended(key);
    }
}
