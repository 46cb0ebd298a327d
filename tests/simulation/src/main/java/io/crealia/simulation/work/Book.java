package io.crealia.simulation.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What clients were told, and may therefore rely on. */
public final class Book {
    private final List<Started> started = new ArrayList<>();
    private final Map<String, Long> stored = new TreeMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<String> madeRuns = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private final List<String> leaks = new ArrayList<>();
    private final Map<String, Long> subscribed = new TreeMap<>();
    private final Set<String> unsubscribed = new TreeSet<>();
    private final List<String> poison = new ArrayList<>();

    /** An upload whose start was acknowledged. */
    public record Started(String tenant, String uploadId, String assetId, AssetPlan plan) {}

    void started(Started upload) {
        if (started.stream().noneMatch(upload::equals)) {
            started.add(upload);
        }
    }

    void stored(String uploadId, long size) {
        stored.put(uploadId, size);
    }

    void deleted(String assetId) {
        deleted.add(assetId);
    }

    void madeRun(String runId) {
        madeRuns.add(runId);
    }

    /** An answer that no client should get, whatever fails. */
    void problem(String what) {
        problems.add(what);
    }

    void unanswered(String what) {
        unanswered.add(what);
    }

    void leak(String what) {
        leaks.add(what);
    }

    void subscribed(String tenant, long at) {
        subscribed.putIfAbsent(tenant, at);
    }

    /** From now on nobody need tell the tenant anything. */
    void unsubscribed(String tenant) {
        unsubscribed.add(tenant);
    }

    void poisoned(String body) {
        poison.add(body);
    }

    /** What a stranger was told. */
    public List<String> leaks() {
        return leaks;
    }

    /** When each tenant's webhook was acknowledged. */
    public Map<String, Long> subscribed() {
        return subscribed;
    }

    /** Tenants that wanted, at some time, to hear no more. */
    public Set<String> unsubscribed() {
        return unsubscribed;
    }

    /** Messages that no function can read, and which must end as dead letters. */
    public List<String> poison() {
        return poison;
    }

    public List<Started> started() {
        return started;
    }

    /** Uploads whose whole object the store has acknowledged. */
    public Map<String, Long> stored() {
        return stored;
    }

    public List<String> deleted() {
        return deleted;
    }

    public List<String> madeRuns() {
        return madeRuns;
    }

    public List<String> problems() {
        return problems;
    }

    /** Calls that had no good answer to the end. */
    public List<String> unanswered() {
        return unanswered;
    }
}
