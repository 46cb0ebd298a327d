package io.crealia.platform.limit;

/**
 * The generic cell rate algorithm: a bucket is one number, the time at which it would be full again. A request moves it on
 * by its share; one that would move it further ahead than the burst allows is refused and moves nothing. Times are
 * microseconds. {@code gcra.lua} is the same arithmetic.
 */
final class Gcra {
    private Gcra() {}

    /**
     * What one request finds.
     *
     * @param full when the bucket is full again; to be kept if {@code allowed}
     * @param remaining requests of weight 1 that may follow at once
     * @param delay until a refused request may come again; 0 if allowed
     * @param reset until the bucket is full again
     */
    record Taken(boolean allowed, long full, long remaining, long delay, long reset) {}

    /** @param stored when the bucket is full again, as kept; anything in the past means full */
    static Taken take(long stored, long now, Rate rate, int weight) {
        var furthest = now + rate.toleranceMicros();
        // What lies further ahead was written under a larger burst, or by a clock that has been set back since.
        var before = Math.clamp(stored, now, furthest);
        var after = before + weight * rate.intervalMicros();
        return after <= furthest
                ? new Taken(true, after, (furthest - after) / rate.intervalMicros(), 0, after - now)
                : new Taken(false, before, (furthest - before) / rate.intervalMicros(), after - furthest, before - now);
    }
}
