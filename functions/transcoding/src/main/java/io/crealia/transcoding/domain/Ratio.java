package io.crealia.transcoding.domain;

/** A positive fraction: frames per second, or the shape of a pixel. */
public record Ratio(int num, int den) {
    public static final Ratio ONE = new Ratio(1, 1);

    public Ratio {
        if (num < 1 || den < 1) {
            throw new IllegalArgumentException("a ratio is made of positive numbers, was " + num + "/" + den);
        }
    }

    public double value() {
        return (double) num / den;
    }

    @Override
    public String toString() {
        return num + "/" + den;
    }
}
