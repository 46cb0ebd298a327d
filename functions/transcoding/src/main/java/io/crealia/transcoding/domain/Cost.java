package io.crealia.transcoding.domain;

/**
 * What a job costs.
 *
 * @param outputMs length of all outputs together
 * @param micros millionths of a US dollar
 */
public record Cost(long outputMs, long micros) {
    public static final Cost NOTHING = new Cost(0, 0);

    public Cost {
        if (outputMs < 0 || micros < 0) {
            throw new IllegalArgumentException("a cost is at least 0, was " + outputMs + " ms, " + micros);
        }
    }

    public Cost plus(Cost other) {
        return new Cost(outputMs + other.outputMs, micros + other.micros);
    }

    /** The same outputs with another length. */
    public Cost scaled(long actualMs, long plannedMs) {
        return plannedMs <= 0 || actualMs <= 0
                ? this
                : new Cost(Math.round((double) outputMs * actualMs / plannedMs),
                        Math.round((double) micros * actualMs / plannedMs));
    }
}
