package io.crealia.transcoding.port;

import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.TranscodingJob;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Jobs in memory. A test may let somebody else be first. */
public final class InMemoryJobRepository implements JobRepository {
    private final Map<JobKey, TranscodingJob> jobs = new ConcurrentHashMap<>();

    private final AtomicReference<Runnable> beforeInsert = new AtomicReference<>(() -> {});

    public void beforeNextInsert(Runnable other) {
        beforeInsert.set(other);
    }

    @Override
    public Optional<TranscodingJob> find(JobKey key) {
        return Optional.ofNullable(jobs.get(key));
    }

    @Override
    public boolean insert(TranscodingJob job) {
        beforeInsert.getAndSet(() -> {}).run();
        return jobs.putIfAbsent(job.key(), job) == null;
    }

    @Override
    public synchronized boolean replace(TranscodingJob next) {
        var stored = jobs.get(next.key());
        if (stored == null || stored.version() != next.version() - 1) {
            return false;
        }
        jobs.put(next.key(), next);
        return true;
    }

    @Override
    public synchronized void acknowledge(JobKey key, Collection<String> messageIds) {
        jobs.computeIfPresent(key,
                (_, job) -> new TranscodingJob(job.key(), job.tenantId(), job.assetId(), job.correlationId(),
                        job.version(), job.state(), job.rank(), job.jobId(), job.claimedAt(), job.lastEventAt(),
                        job.percent(), job.expected(), job.outcome(),
                        job.outbox().stream().filter(message -> !messageIds.contains(message.id())).toList()));
    }
}
