package io.crealia.transcoding.usecase;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import java.util.Optional;

/**
 * Takes in what MediaConvert says of a job. Events are matched by token and part, so one that comes before the job id is recorded
 * counts; late, repeated and foreign ones change nothing.
 */
public final class ApplyJobEvent {
    private static final Log LOG = Log.of(ApplyJobEvent.class);
    private static final int MAX_TRIES = 8;

    private final JobRepository jobs;
    private final StepFacts facts;
    private final FinishJob finish;
    private final TellJob tell;

    public ApplyJobEvent(JobRepository jobs, FinishJob finish, TellJob tell, StepFacts facts) {
        this.jobs = jobs;
        this.facts = facts;
        this.finish = finish;
        this.tell = tell;
    }

    /** @throws DependencyException if the event is not taken in, or its consequence not told: send it again */
    public void execute(JobEvent event) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var job = jobs.find(event.key()).orElse(null);
            if (job == null) {
                LOG.warn("an event of a job nobody claimed", LogField.TOKEN.of(event.key()),
                        LogField.JOB_ID.of(event.jobId()));
                return;
            }
            try (var _ = Log.with(LogField.ASSET_ID.of(job.assetId()), LogField.TENANT_ID.of(job.tenantId()),
                    LogField.CORRELATION_ID.of(job.correlationId()))) {
                if (applied(job, event)) {
                    return;
                }
            }
        }
        throw contended(event.key());
    }

    /** @return false if the job changed in the meantime */
    private boolean applied(TranscodingJob job, JobEvent event) {
        var next = next(job, event);
        if (next.isPresent() && !jobs.replace(next.get())) {
            return false;
        }
        next.ifPresent(JobMeasures::committed);
        tell.tell(next.orElse(job));
        return true;
    }

    static DependencyException contended(JobKey key) {
        return new DependencyException("job " + key + " kept changing under us", null);
    }

    private Optional<TranscodingJob> next(TranscodingJob job, JobEvent event) {
        if (job.state().terminal()) {
            return Optional.empty();
        }
        if (job.jobId().filter(id -> !id.equals(event.jobId())).isPresent()) {
            LOG.warn("an event of a second job with the same token", LogField.TOKEN.of(event.key()),
                    LogField.JOB_ID.of(event.jobId()));
            return Optional.empty();
        }
        return switch (event.status()) {
            case COMPLETE -> ended(job, finish.completed(job, event), event);
            case ERROR -> ended(job, finish.failed(job, event), event);
            case CANCELED -> ended(job, finish.canceledByOthers(job), event);
            case SUBMITTED, INPUT_INFORMATION, PROGRESSING, STATUS_UPDATE, NEW_WARNING, QUEUE_HOP -> heard(job, event);
        };
    }

    private static Optional<TranscodingJob> ended(TranscodingJob job, FinishJob.Ending ending, JobEvent event) {
        LOG.info("a job ended", LogField.TOKEN.of(job.key()), LogField.JOB_ID.of(event.jobId()),
                LogField.STATE.of(ending.state()));
        return Optional.of(ending.applyTo(job, Optional.of(event.jobId()), event.at()));
    }

    private Optional<TranscodingJob> heard(TranscodingJob job, JobEvent event) {
        var news = event.status().rank() > job.rank() || event.percent() > job.percent()
                || event.at().isAfter(job.lastEventAt()) || job.jobId().isEmpty();
        if (!news) {
            return Optional.empty();
        }
        var grown = event.percent() > job.percent();
        return Optional.of(job.heard(event,
                grown && !job.key().isPart()
                        ? Optional.of(facts.progressed(FinishJob.subject(job), event.percent()))
                        : Optional.empty()));
    }
}
