package io.crealia.chaos.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What creators were told with a success, and may therefore rely on. */
public final class Book {
    private final Map<Integer, Started> started = new ConcurrentHashMap<>();
    private final Set<Integer> stored = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, String> shown = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Problem> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    /** An upload whose start was acknowledged. */
    public record Started(AssetPlan plan, String uploadId, String assetId) {}

    /**
     * An answer that nobody should get, whatever fails.
     *
     * @param invariant that it breaks
     */
    public record Problem(String invariant, String what) {}

    void started(AssetPlan plan, String uploadId, String assetId) {
        var now = new Started(plan, uploadId, assetId);
        var before = started.putIfAbsent(plan.number(), now);
        if (before != null && !before.equals(now)) {
            problem("NO_DUP_EFFECT", "the key " + plan.key() + " was answered with " + before.uploadId() + " and "
                    + uploadId);
        }
    }

    void stored(AssetPlan plan) {
        stored.add(plan.number());
    }

    void deleted(String asset) {
        deleted.add(asset);
    }

    /** The state that an asset was last shown in. */
    void shown(AssetPlan plan, String state) {
        shown.put(plan.number(), state);
    }

    void problem(String invariant, String what) {
        problems.add(new Problem(invariant, what));
    }

    void counted(boolean answer) {
        (answer ? answered : unanswered).incrementAndGet();
    }

    public List<Started> started() {
        return List.copyOf(started.values());
    }

    public Optional<Started> started(int number) {
        return Optional.ofNullable(started.get(number));
    }

    /** Whether the store, or the completion of the parts, has answered with a success. */
    public boolean stored(int number) {
        return stored.contains(number);
    }

    /** Assets whose deletion was acknowledged. */
    public Set<String> deleted() {
        return Set.copyOf(deleted);
    }

    public Map<Integer, String> shown() {
        return Map.copyOf(shown);
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Calls that had no answer, or one of 5xx. */
    public int unanswered() {
        return unanswered.get();
    }

    public int answered() {
        return answered.get();
    }
}
