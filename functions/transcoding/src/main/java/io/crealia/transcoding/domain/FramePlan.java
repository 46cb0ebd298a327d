package io.crealia.transcoding.domain;

/** Plans the still pictures: when they are taken and how large they are. */
final class FramePlan {
    private static final long LONG_MS = 15 * 60_000L;
    private static final int TILE_LONG_SIDE = 160;
    private static final int LEAST_SIDE = 32;
    private static final int POSTER_SHORT_SIDE = 720;
    private static final int POSTER_WIDTH = 1280;
    private static final int LEAST_TILE_INTERVAL_MS = 100;

    private FramePlan() {}

    static EncodePlan.Frames of(Size display, long durationMs, Ratio frameRate) {
        var frameMs = (int) Math.ceil(1000 / frameRate.value());
        var tiles = durationMs < LONG_MS ? 50 : 100;
        var candidates = (int) Math.min(20, 10 + durationMs / 30_000);
        return new EncodePlan.Frames(capture(poster(display), durationMs, candidates, frameMs),
                capture(tile(display), durationMs, tiles, Math.max(frameMs, LEAST_TILE_INTERVAL_MS)));
    }

    // Rounded up, so that the last picture is still before the end; a short clip gives fewer pictures.
    private static EncodePlan.Capture capture(Size size, long durationMs, int count, int leastIntervalMs) {
        var interval = (int) Math.max(leastIntervalMs, (durationMs + count - 1) / count);
        return new EncodePlan.Capture(size, interval, (int) Math.max(1, (durationMs + interval - 1) / interval));
    }

    private static Size poster(Size display) {
        var size = display.withShortSide(POSTER_SHORT_SIDE);
        return size.width() <= POSTER_WIDTH ? size : size.withLongSide(POSTER_WIDTH, LEAST_SIDE);
    }

    private static Size tile(Size display) {
        return display.withLongSide(TILE_LONG_SIDE, LEAST_SIDE);
    }
}
