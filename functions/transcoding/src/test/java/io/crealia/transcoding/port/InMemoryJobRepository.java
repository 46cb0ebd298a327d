package io.crealia.transcoding.port;

import io.crealia.contracts.StepToken;
import io.crealia.transcoding.domain.TranscodingJob;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Jobs in memory. A test may let somebody else be first. */
public final class InMemoryJobRepository implements JobRepository {
    private final Map<StepToken, TranscodingJob> jobs = new ConcurrentHashMap<>();

    private final AtomicReference<Runnable> beforeInsert = new AtomicReference<>(() -> {});

    public void beforeNextInsert(Runnable other) {
        beforeInsert.set(other);
    }

    @Override
    public Optional<TranscodingJob> find(StepToken token) {
        return Optional.ofNullable(jobs.get(token));
    }

    @Override
    public boolean insert(TranscodingJob job) {
        beforeInsert.getAndSet(() -> {}).run();
        return jobs.putIfAbsent(job.token(), job) == null;
    }

    @Override
    public synchronized boolean replace(TranscodingJob next) {
        var stored = jobs.get(next.token());
        if (stored == null || stored.version() != next.version() - 1) {
            return false;
        }
        jobs.put(next.token(), next);
        return true;
    }

    @Override
    public synchronized void acknowledge(StepToken token, Collection<String> messageIds) {
        jobs.computeIfPresent(token,
                (_, job) -> new TranscodingJob(job.token(), job.tenantId(), job.assetId(), job.correlationId(),
                        job.version(), job.state(), job.rank(), job.jobId(), job.claimedAt(), job.lastEventAt(),
                        job.percent(), job.expected(), job.outcome(),
                        job.outbox().stream().filter(message -> !messageIds.contains(message.id())).toList()));
    }
}
