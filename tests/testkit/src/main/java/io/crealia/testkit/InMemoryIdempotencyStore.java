package io.crealia.testkit;

import io.crealia.contracts.TenantId;
import io.crealia.platform.idempotency.IdempotencyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps answers in memory, under one lock. */
public final class InMemoryIdempotencyStore implements IdempotencyStore {
    private record Key(TenantId tenant, String key) {}

    private record Entry(String hash, Instant until, Answer answer) {}

    private final Map<Key, Entry> entries = new HashMap<>();

    @Override
    public synchronized Claim claim(TenantId tenant, String key, String requestHash, Instant now, Instant until) {
        var at = new Key(tenant, key);
        var entry = entries.get(at);
        if (entry == null) {
            entries.put(at, new Entry(requestHash, until, null));
            return new Claim.Fresh();
        }
        if (!entry.hash().equals(requestHash)) {
            return new Claim.Mismatch();
        }
        if (entry.answer() != null) {
            return new Claim.Replay(entry.answer());
        }
        if (entry.until().isAfter(now)) {
            return new Claim.InFlight();
        }
        entries.put(at, new Entry(requestHash, until, null));
        return new Claim.Fresh();
    }

    @Override
    public synchronized void complete(TenantId tenant, String subject, String key, String requestHash,
            Answer answer) {
        entries.computeIfPresent(new Key(tenant, key), (_, entry) -> open(entry, requestHash)
                ? new Entry(entry.hash(), entry.until(), answer)
                : entry);
    }

    @Override
    public synchronized void release(TenantId tenant, String key, String requestHash) {
        entries.computeIfPresent(new Key(tenant, key), (_, entry) -> open(entry, requestHash) ? null : entry);
    }

    private static boolean open(Entry entry, String requestHash) {
        return entry.answer() == null && entry.hash().equals(requestHash);
    }
}
