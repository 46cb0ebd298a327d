package io.crealia.transcoding.port;

import io.crealia.platform.error.DependencyException;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.MediaInfo;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transcoder in memory. Jobs do nothing by themselves; a test moves them. Answers can be scripted, also the worst one:
 * the job exists and the caller is told that the call failed.
 */
public final class FakeTranscodeService implements TranscodeService {
    /** How the next submission fails. */
    public enum Fault {
        BEFORE, AFTER
    }

    private record Job(String id, JobOrder order, JobEvent.Status status, int percent, int errorCode) {}

    private final InstantSource clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Probing> sources = new LinkedHashMap<>();
    private final Deque<Object> script = new ArrayDeque<>();

    public FakeTranscodeService(InstantSource clock) {
        this.clock = clock;
    }

    public void holds(String sourceKey, MediaInfo info) {
        sources.put(sourceKey, new Probing.Readable(info));
    }

    public void failNextSubmit(Fault fault) {
        script.add(fault);
    }

    public void answerNextSubmit(Submission answer) {
        script.add(answer);
    }

    /** The next submission stalls, and this happens meanwhile. */
    public void stallNextSubmit(Runnable meanwhile) {
        script.add(meanwhile);
    }

    public synchronized List<JobOrder> orders() {
        return jobs.values().stream().map(Job::order).toList();
    }

    public synchronized List<String> jobIds() {
        return List.copyOf(jobs.keySet());
    }

    public synchronized JobEvent.Status statusOf(String jobId) {
        return jobs.get(jobId).status();
    }

    public synchronized void move(String jobId, JobEvent.Status status, int percent, int errorCode) {
        jobs.computeIfPresent(jobId, (_, job) -> new Job(jobId, job.order(), status, percent, errorCode));
    }

    /** The id of the last job with a key. */
    public synchronized String jobId(JobKey key) {
        return jobs.values().stream().filter(job -> job.order().key().equals(key)).map(Job::id)
                .reduce((_, last) -> last).orElseThrow();
    }

    public synchronized void forget(String jobId) {
        jobs.remove(jobId);
    }

    @Override
    public synchronized Submission submit(JobOrder order) {
        var next = script.poll();
        if (next instanceof Runnable other) {
            other.run();
            next = null;
        }
        if (next instanceof Submission answer) {
            return answer;
        }
        if (next == Fault.BEFORE) {
            throw new DependencyException("submit", null);
        }
        var id = "%d-fake".formatted(1_700_000_000_000L + jobs.size());
        jobs.put(id, new Job(id, order, JobEvent.Status.SUBMITTED, 0, 0));
        if (next == Fault.AFTER) {
            throw new DependencyException("submit", null);
        }
        return new Submission.Accepted(id);
    }

    @Override
    public synchronized Optional<String> find(JobKey key, String sourceKey) {
        return jobs.values().stream()
                .filter(job -> job.order().key().equals(key) && job.order().sourceKey().equals(sourceKey))
                .map(Job::id).findFirst();
    }

    @Override
    public synchronized Optional<JobEvent> status(JobKey key, String jobId) {
        return Optional.ofNullable(jobs.get(jobId)).map(job -> new JobEvent(key, jobId, job.status(),
                clock.instant(), job.percent(), job.errorCode(), "", 0));
    }

    @Override
    public synchronized void cancel(String jobId) {
        jobs.computeIfPresent(jobId,
                (_, job) -> job.status().rank() == JobEvent.Status.COMPLETE.rank()
                        ? job
                        : new Job(jobId, job.order(), JobEvent.Status.CANCELED, job.percent(), 0));
    }

    @Override
    public Probing probe(String sourceKey) {
        return sources.getOrDefault(sourceKey, new Probing.Unreadable("The file is not media."));
    }
}
