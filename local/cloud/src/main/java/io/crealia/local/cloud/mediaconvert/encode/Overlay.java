package io.crealia.local.cloud.mediaconvert.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A picture, or a sequence of them, that lies over an output; a further input of the command.
 *
 * @param input ffmpeg's options up to and with {@code -i}; file names are relative to the output folder
 * @param x in pixels of the output
 * @param opacity 0 to 100
 */
record Overlay(List<String> input, int x, int y, OptionalInt width, OptionalInt height, int opacity) {
    private static final List<String> STILLS = List.of("-protocol_whitelist", "file", "-format_whitelist", "image2",
            "-f", "image2");

    static Overlay still(String file, int x, int y, OptionalInt width, OptionalInt height, int opacity) {
        return new Overlay(input(List.of("-pattern_type", "none"), file), x, y, width, height, opacity);
    }

    /** @param pattern names of the pictures, numbered from 0 @param rate pictures per second */
    static Overlay sequence(String pattern, String rate, int y) {
        return new Overlay(input(List.of("-framerate", rate, "-start_number", "0"), pattern), 0, y,
                OptionalInt.empty(), OptionalInt.empty(), 100);
    }

    private static List<String> input(List<String> options, String file) {
        var all = new ArrayList<>(STILLS);
        all.addAll(options);
        all.addAll(List.of("-i", file));
        return all;
    }

    /** Filters that bring it into the colours of the picture below. @param matrix bt709 or bt601 */
    String filters(String matrix) {
        var filters = new ArrayList<String>();
        if (width.isPresent() || height.isPresent()) {
            filters.add("scale=" + width.orElse(-1) + ":" + height.orElse(-1));
        }
        filters.add("format=rgba");
        if (opacity < 100) {
            filters.add(String.format(Locale.ROOT, "colorchannelmixer=aa=%.2f", opacity / 100.0));
        }
        filters.add("scale=out_color_matrix=" + matrix + ":out_range=tv");
        filters.add("format=yuva420p");
        return String.join(",", filters);
    }
}
