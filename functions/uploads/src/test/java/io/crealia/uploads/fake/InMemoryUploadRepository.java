package io.crealia.uploads.fake;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.error.DependencyException;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.SweepQueue;
import io.crealia.uploads.port.UploadRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Uploads in memory, under one lock. Uploads can be told to be unreadable, and a hook can run before a replacement. */
public final class InMemoryUploadRepository implements UploadRepository, SweepQueue {
    private final Map<UploadId, Stored> uploads = new HashMap<>();
    private final Set<UploadId> broken = new HashSet<>();
    private Runnable beforeReplace = () -> {};

    /** From now on nothing can be read or written of this upload. */
    public synchronized void breakDown(UploadId id) {
        broken.add(id);
    }

    /** Runs once, before the next replacement: what somebody else does in between. */
    public synchronized void beforeNextReplace(Runnable action) {
        beforeReplace = action;
    }

    public synchronized int size() {
        return uploads.size();
    }

    public synchronized Upload only() {
        return uploads.values().iterator().next().upload();
    }

    @Override
    public synchronized boolean insert(Upload upload, Instant sweepAt) {
        var session = upload.session();
        if (uploads.containsKey(session.id())
                || findByRequestKey(session.tenant(), session.request().key()).isPresent()) {
            return false;
        }
        uploads.put(session.id(), new Stored(upload, 0, List.of(), Optional.of(sweepAt)));
        return true;
    }

    @Override
    public synchronized Optional<Stored> find(TenantId tenant, UploadId id) {
        if (broken.contains(id)) {
            throw new DependencyException("find " + id, null);
        }
        return Optional.ofNullable(uploads.get(id)).filter(of(tenant));
    }

    @Override
    public synchronized List<Upload> list(TenantId tenant, Optional<UploadId> before, int limit) {
        return uploads.values().stream().filter(of(tenant)).map(Stored::upload)
                .sorted(Comparator.comparing((Upload upload) -> upload.session().id().value()).reversed())
                .filter(upload -> before.filter(id -> upload.session().id().value().compareTo(id.value()) >= 0)
                        .isEmpty())
                .limit(limit).toList();
    }

    @Override
    public synchronized Optional<Stored> findByRequestKey(TenantId tenant, String key) {
        return uploads.values().stream().filter(of(tenant))
                .filter(stored -> stored.upload().session().request().key().equals(key)).findFirst();
    }

    @Override
    public Optional<Stored> replace(Stored before, Stored after) {
        hook().run();
        return compareAndSet(before, after);
    }

    private synchronized Runnable hook() {
        var hook = beforeReplace;
        beforeReplace = () -> {};
        return hook;
    }

    private synchronized Optional<Stored> compareAndSet(Stored before, Stored after) {
        var id = before.upload().session().id();
        if (!uploads.containsKey(id) || uploads.get(id).version() != before.version()) {
            return Optional.empty();
        }
        uploads.put(id, after);
        return Optional.of(after);
    }

    @Override
    public synchronized void acknowledge(TenantId tenant, UploadId id, List<String> messageIds) {
        find(tenant, id).ifPresent(stored -> uploads.put(id, new Stored(stored.upload(), stored.version(),
                stored.outbox().stream().filter(message -> !messageIds.contains(message.id())).toList(),
                Optional.empty())));
    }

    @Override
    public synchronized List<Stored> due(Instant now, int limit) {
        return uploads.values().stream().filter(stored -> stored.sweepAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(stored -> stored.sweepAt().orElseThrow())).limit(limit).toList();
    }

    @Override
    public synchronized boolean postpone(Stored due, Instant until) {
        var id = due.upload().session().id();
        var now = uploads.get(id);
        if (now == null || due.sweepAt().isEmpty() || !now.sweepAt().equals(due.sweepAt())) {
            return false;
        }
        uploads.put(id, new Stored(now.upload(), now.version(), now.outbox(), Optional.of(until)));
        return true;
    }

    private static Predicate<Stored> of(TenantId tenant) {
        return stored -> stored.upload().session().tenant().equals(tenant);
    }
}
