package io.crealia.platform.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Buckets of this process alone, bounded in number: the one that was longest unused makes room, and is full again. */
final class LocalBuckets {
    static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    LocalBuckets(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Gcra.Taken take(String key, Rate rate, int weight) {
        var taken = Gcra.take(full.getOrDefault(key, 0L), ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()),
                rate, weight);
        full.put(key, taken.full());
        return taken;
    }
}
