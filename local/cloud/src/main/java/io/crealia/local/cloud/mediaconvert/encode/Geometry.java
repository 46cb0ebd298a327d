package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.mediaconvert.spec.VideoSpec;

/**
 * How an upright picture becomes an output picture: scaled, then cut or framed. All sides are even, as 4:2:0 needs.
 *
 * @param scaledWidth width after scaling
 * @param scaledHeight height after scaling
 * @param width width of the output
 * @param height height of the output
 */
record Geometry(int scaledWidth, int scaledHeight, int width, int height) {
    private static final int SMALLEST = 32;

    /** @param shownWidth width in square pixels after rotation @param shownHeight height after rotation */
    static Geometry of(VideoSpec spec, double shownWidth, double shownHeight) {
        boolean both = spec.width().isPresent() && spec.height().isPresent();
        if (spec.width().isEmpty() && spec.height().isEmpty()) {
            return whole(even(shownWidth), even(shownHeight));
        }
        if (!both) {
            double factor = spec.width().isPresent()
                    ? spec.width().getAsInt() / shownWidth
                    : spec.height().getAsInt() / shownHeight;
            return scaled(shownWidth, shownHeight, limited(spec, factor));
        }
        int width = spec.width().getAsInt();
        int height = spec.height().getAsInt();
        double inside = Math.min(width / shownWidth, height / shownHeight);
        return switch (spec.scaling()) {
            case STRETCH_TO_OUTPUT -> whole(width, height);
            case FIT, FIT_NO_UPSCALE -> scaled(shownWidth, shownHeight, limited(spec, inside));
            case FILL -> {
                double cover = Math.max(width / shownWidth, height / shownHeight);
                yield new Geometry(Math.max(width, even(shownWidth * cover)),
                        Math.max(height, even(shownHeight * cover)),
                        width, height);
            }
            case DEFAULT -> new Geometry(Math.min(width, even(shownWidth * inside)),
                    Math.min(height, even(shownHeight * inside)), width, height);
        };
    }

    boolean plain() {
        return scaledWidth == width && scaledHeight == height;
    }

    boolean cut() {
        return scaledWidth > width || scaledHeight > height;
    }

    long pixels() {
        return (long) width * height;
    }

    private static double limited(VideoSpec spec, double factor) {
        return spec.scaling() == VideoSpec.Scaling.FIT_NO_UPSCALE ? Math.min(1, factor) : factor;
    }

    private static Geometry scaled(double width, double height, double factor) {
        return whole(even(width * factor), even(height * factor));
    }

    private static Geometry whole(int width, int height) {
        return new Geometry(width, height, width, height);
    }

    /** The nearest even number; an odd source side goes down, so no pixel is invented. */
    private static int even(double side) {
        return Math.max(SMALLEST, 2 * (int) Math.round(side / 2 - 1e-6));
    }
}
