package io.crealia.transcoding.domain;

import java.util.List;

/** The lines of a playlist, with their numbers for messages. */
final class HlsLines {
    private final List<String> lines;
    private int at = 1;

    private HlsLines(List<String> lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException if the text is no playlist */
    static HlsLines of(String text) {
        var lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty() || !lines.getFirst().equals("#EXTM3U")) {
            throw new IllegalArgumentException("expected #EXTM3U in the first line");
        }
        return new HlsLines(lines);
    }

    boolean hasNext() {
        return at < lines.size();
    }

    String next() {
        return lines.get(at++);
    }

    /** The address that must follow a tag. */
    String uri() {
        if (!hasNext() || lines.get(at).startsWith("#")) {
            throw new IllegalArgumentException("expected an address after the tag");
        }
        return HlsAttributes.child(next());
    }

    /** Runs a check of the line just read, and names it if it fails. */
    void checked(Runnable check) {
        var line = at;
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("playlist line " + line + ": " + e.getMessage(), e);
        }
    }
}
