package io.crealia.transcoding.usecase;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.Outbox;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import java.util.stream.Stream;

/** Sends what a job's document holds. */
public final class JobRelay {
    private final JobRepository jobs;
    private final Outbox outbox;

    public JobRelay(JobRepository jobs, Outbox outbox) {
        this.jobs = jobs;
        this.outbox = outbox;
    }

    /** @throws DependencyException if something stays unsent, so that the message that led here comes again */
    void relay(TranscodingJob job) {
        if (!outbox.relay(job.outbox(), sent -> jobs.acknowledge(job.key(), sent))) {
            throw new DependencyException("the outbox of job " + job.key() + " is not empty", null);
        }
    }

    /** Tells the outcome of a job that ended, again, and before it what was not yet sent. */
    void tellAgain(TranscodingJob job) {
        var all = Stream.concat(
                job.outbox().stream().filter(message -> job.outcome().filter(message::equals).isEmpty()),
                job.outcome().stream()).toList();
        if (!outbox.relay(all, sent -> jobs.acknowledge(job.key(), sent))) {
            throw new DependencyException("the outcome of job " + job.key() + " could not be told", null);
        }
    }
}
