package io.crealia.transcoding.domain;

/**
 * How large a reel is. 720x1280 is what every platform takes and the least that is made; 1080x1920 only where the source has
 * the pixels for it: at least 1440 lines when cropped or fitted, and no enlargement at all when the picture is upright.
 */
record ClipSize(Size output, int maxBitrate, double upscale) {
    private static final Size USUAL = new Size(720, 1280);
    private static final Size LARGE = new Size(1080, 1920);
    private static final int USUAL_BITRATE = 8_000_000;
    private static final int LARGE_BITRATE = 10_000_000;
    private static final int LARGE_SOURCE = 1440;
    private static final double ASPECT = 9.0 / 16;
    /** How far from 9:16 a picture may be and still fill the output; what is cut off is less than a viewer notices. */
    private static final double NEARLY = 0.02;

    static boolean nineBySixteen(Size display) {
        return Math.abs((double) display.width() / display.height() / ASPECT - 1) <= NEARLY;
    }

    /** The picture fills the output; @param part what is shown of it */
    static ClipSize filling(Size display, Size part) {
        var upright = part.equals(display) && display.width() >= LARGE.width();
        var large = upright || display.shortSide() >= LARGE_SOURCE;
        var output = large ? LARGE : USUAL;
        return new ClipSize(output, large ? LARGE_BITRATE : USUAL_BITRATE,
                Math.max((double) output.width() / part.width(), (double) output.height() / part.height()));
    }

    /** The whole picture lies in the output. */
    static ClipSize fitting(Size display) {
        var large = display.shortSide() >= LARGE_SOURCE;
        var output = large ? LARGE : USUAL;
        return new ClipSize(output, large ? LARGE_BITRATE : USUAL_BITRATE,
                Math.min((double) output.width() / display.width(), (double) output.height() / display.height()));
    }

    /** The largest even 9:16 part of a picture that is wider than that. */
    static Size window(Size display) {
        var height = display.even().height();
        return new Size(Math.min(display.even().width(), 2 * (int) Math.round(height * ASPECT / 2)), height);
    }

    /** Where a fitted picture lies, in pixels of the output, from the top. */
    static int top(Size display, Size output) {
        return (output.height() - fittedHeight(display, output)) / 2;
    }

    static int fittedHeight(Size display, Size output) {
        var scale = Math.min((double) output.width() / display.width(), (double) output.height() / display.height());
        return (int) Math.round(display.height() * scale);
    }

    static int fittedWidth(Size display, Size output) {
        var scale = Math.min((double) output.width() / display.width(), (double) output.height() / display.height());
        return (int) Math.round(display.width() * scale);
    }
}
