package io.crealia.timedtext;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What reading a file of cues has in common, whatever its format: lines, limits, order. */
final class CueFile {
    static final int MAX_BYTES = 2_000_000;
    static final int MAX_CUES = 20_000;

    private final List<Cue> cues = new ArrayList<>();

    /** @throws TimedTextException if the text is larger than allowed */
    static List<String> lines(String text) {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new TimedTextException(0, "at most " + MAX_BYTES + " bytes");
        }
        var start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return List.of(start.split("\r\n|\n|\r", -1));
    }

    /** Adds a cue, unless nothing is left of its text. */
    void add(CueTimes.Span span, List<String> lines, int line) {
        if (lines.stream().allMatch(text -> PlainText.of(text).isEmpty())) {
            return;
        }
        if (cues.size() == MAX_CUES) {
            throw new TimedTextException(line, "at most " + MAX_CUES + " cues");
        }
        cues.add(new Cue(span.startMs(), span.endMs(), lines));
    }

    /**
     * The cues by start, each over before the next: cues that start together become one, a cue ends where the next one
     * starts. No text is lost by that.
     */
    List<Cue> inOrder() {
        var sorted = new ArrayList<>(cues);
        sorted.sort(Comparator.comparingLong(Cue::startMs));
        var result = new ArrayList<Cue>(sorted.size());
        for (var cue : sorted) {
            if (!result.isEmpty() && result.getLast().endMs() > cue.startMs()) {
                var before = result.removeLast();
                if (before.startMs() == cue.startMs()) {
                    var lines = new ArrayList<>(before.lines());
                    lines.addAll(cue.lines());
                    result.add(new Cue(cue.startMs(), Math.max(before.endMs(), cue.endMs()), lines));
                    continue;
                }
                result.add(new Cue(before.startMs(), cue.startMs(), before.lines()));
            }
            result.add(cue);
        }
        return List.copyOf(result);
    }
}
