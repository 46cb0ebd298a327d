package io.crealia.local.cloud.ffmpeg;

/** A fraction as ffmpeg writes it: a frame rate, an aspect ratio. 0/1 when unknown. */
public record Ratio(long numerator, long denominator) {
    public static final Ratio UNKNOWN = new Ratio(0, 1);
    public static final Ratio ONE = new Ratio(1, 1);

    public Ratio {
        if (numerator < 0 || denominator < 1) {
            throw new IllegalArgumentException("not a ratio: " + numerator + "/" + denominator);
        }
    }

    /** Reads {@code 30000/1001} or {@code 4:3}; anything else, also {@code 0/0}, is unknown. */
    static Ratio parse(String text) {
        String[] parts = text.split("[/:]");
        try {
            return parts.length == 2 && Long.parseLong(parts[1]) > 0 && Long.parseLong(parts[0]) >= 0
                    ? new Ratio(Long.parseLong(parts[0]), Long.parseLong(parts[1]))
                    : UNKNOWN;
        } catch (NumberFormatException _) {
            return UNKNOWN;
        }
    }

    public boolean known() {
        return numerator > 0;
    }

    public double value() {
        return (double) numerator / denominator;
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
