package io.crealia.transcoding.domain;

/** A picture's size in square pixels. */
public record Size(int width, int height) {
    public int shortSide() {
        return Math.min(width, height);
    }

    public int longSide() {
        return Math.max(width, height);
    }

    public boolean portrait() {
        return height > width;
    }

    /** The largest size with even sides that is not larger than this one; 4:2:0 chroma needs even sides. */
    public Size even() {
        return new Size(evenDown(width), evenDown(height));
    }

    /** This shape with {@code side} as its short side; the other side even, and never larger than here. */
    public Size withShortSide(int side) {
        var even = even();
        if (side >= even.shortSide()) {
            return even;
        }
        var exact = (double) longSide() * side / shortSide();
        var other = Math.min(even.longSide(), 2 * (int) Math.round(exact / 2));
        return portrait() ? new Size(side, other) : new Size(other, side);
    }

    /** This shape with {@code side} as its long side, both even and at least {@code least}; never larger than here. */
    public Size withLongSide(int side, int least) {
        var even = even();
        if (side >= even.longSide()) {
            return even;
        }
        var other = Math.max(least, 2 * (int) Math.round((double) shortSide() * side / longSide() / 2));
        return portrait() ? new Size(other, side) : new Size(side, other);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }

    private static int evenDown(int side) {
        return Math.max(2, side & ~1);
    }
}
