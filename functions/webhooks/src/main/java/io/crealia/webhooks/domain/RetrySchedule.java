package io.crealia.webhooks.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery is tried again: the waits that Standard Webhooks advises, three days in all. A wait is up to a tenth
 * longer, so that a receiver that was away is not met by everything at once; how much follows from delivery and attempt,
 * so that the same decision made twice waits the same time.
 */
public final class RetrySchedule {
    /** Before the first attempt, before the second, and so on. */
    public static final List<Duration> WAITS = List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5),
            Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(5), Duration.ofHours(10),
            Duration.ofHours(14), Duration.ofHours(20), Duration.ofHours(24));
    /** The longest wait that a receiver can ask for. */
    public static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);
    private static final double JITTER = 0.1;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private RetrySchedule() {}

    /**
     * @param failed how many attempts of the series have failed, at least 1
     * @param retryAfter what the receiver asked for: a floor
     * @return empty after the last attempt
     */
    public static Optional<Duration> wait(DeliveryId delivery, int failed, Optional<Duration> retryAfter) {
        if (failed >= WAITS.size()) {
            return Optional.empty();
        }
        var base = WAITS.get(failed);
        var wait = base.plusMillis((long) (base.toMillis() * JITTER * fraction(delivery.value() + failed)));
        var floor = retryAfter.filter(asked -> asked.compareTo(MAX_RETRY_AFTER) < 0)
                .or(() -> retryAfter.map(_ -> MAX_RETRY_AFTER)).orElse(Duration.ZERO);
        return Optional.of(wait.compareTo(floor) < 0 ? floor : wait);
    }

    // FNV-1a, mixed as SplitMix64 does, to a number from 0 to 1.
    static double fraction(String text) {
        long hash = FNV_OFFSET;
        for (char c : text.toCharArray()) {
            hash = (hash ^ c) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return (hash >>> 11) * 0x1.0p-53;
    }
}
