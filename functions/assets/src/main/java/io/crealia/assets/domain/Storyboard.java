package io.crealia.assets.domain;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The storyboard's cues (WebVTT): every cue's text is a region of the one sprite image. */
public final class Storyboard {
    private static final Pattern TIMING = Pattern.compile("[0-9:.]{5,16} --> [0-9:.]{5,16}");
    private static final Pattern REGION = Pattern
            .compile("[A-Za-z0-9_-]{1,100}\\.jpg(#xywh=\\d{1,6},\\d{1,6},\\d{1,6},\\d{1,6})");
    private static final Pattern CUE_NAME = Pattern.compile("[A-Za-z0-9_-]{0,32}");

    private Storyboard() {}

    /**
     * @param sprite the address that every cue gets
     * @throws DamagedFileException if a line is neither a header, a timing, a cue's name nor a region of an image
     */
    public static String rewritten(String cues, String sprite) {
        if (!cues.startsWith("WEBVTT")) {
            throw new DamagedFileException("line 1: expected WEBVTT");
        }
        return cues.lines().map(line -> rewrittenLine(line, sprite)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String rewrittenLine(String line, String sprite) {
        var region = REGION.matcher(line);
        if (region.matches()) {
            return sprite + region.group(1);
        }
        if (CUE_NAME.matcher(line).matches() || TIMING.matcher(line).matches()) {
            return line;
        }
        throw new DamagedFileException("expected a timing or a region of an image");
    }
}
