package io.crealia.transcoding.domain;

import java.util.Locale;

/**
 * The grid of a storyboard and its WebVTT index.
 *
 * @param tiles pictures in it, from left to right, then down
 */
public record Storyboard(int tiles, int columns, int rows, int tileWidth, int tileHeight, long intervalMs) {
    private static final int NARROW = 5;
    private static final int WIDE = 10;
    private static final int NARROW_TILES = 50;

    public static Storyboard of(int tiles, int tileWidth, int tileHeight, long intervalMs) {
        if (tiles < 1 || tileWidth < 1 || tileHeight < 1 || intervalMs < 1) {
            throw new IllegalArgumentException("a storyboard needs tiles with a size and an interval");
        }
        var columns = Math.min(tiles, tiles > NARROW_TILES ? WIDE : NARROW);
        return new Storyboard(tiles, columns, (tiles + columns - 1) / columns, tileWidth, tileHeight, intervalMs);
    }

    public int width() {
        return columns * tileWidth;
    }

    public int height() {
        return rows * tileHeight;
    }

    public int x(int tile) {
        return tile % columns * tileWidth;
    }

    public int y(int tile) {
        return tile / columns * tileHeight;
    }

    /** @param sprite file name of the grid, beside the index */
    public String vtt(String sprite, long durationMs) {
        var text = new StringBuilder("WEBVTT\n");
        for (int i = 0; i < tiles; i++) {
            var start = i * intervalMs;
            var end = i == tiles - 1 ? Math.max(durationMs, start + 1) : start + intervalMs;
            text.append('\n').append(time(start)).append(" --> ").append(time(end)).append('\n').append(sprite)
                    .append("#xywh=").append(x(i)).append(',').append(y(i)).append(',').append(tileWidth).append(',')
                    .append(tileHeight).append('\n');
        }
        return text.toString();
    }

    private static String time(long ms) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60,
                ms % 1000);
    }
}
