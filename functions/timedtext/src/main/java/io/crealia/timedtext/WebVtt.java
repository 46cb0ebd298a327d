package io.crealia.timedtext;

import java.util.ArrayList;
import java.util.List;

/**
 * WebVTT (https://www.w3.org/TR/webvtt1/). Writes plain cues in UTF-8 with LF; reads what is out there: BOM, CRLF,
 * identifiers, settings and tags (dropped), {@code NOTE}, {@code STYLE} and {@code REGION} blocks (skipped).
 */
public final class WebVtt {
    private static final String EXAMPLE = "00:00:01.000 --> 00:00:02.500";

    private WebVtt() {}

    public static String write(List<Cue> cues) {
        var text = new StringBuilder("WEBVTT\n");
        for (var cue : cues) {
            text.append('\n').append(CueTimes.format(cue.startMs(), '.')).append(" --> ")
                    .append(CueTimes.format(cue.endMs(), '.')).append('\n');
            Direction.isolate(cue.lines()).forEach(line -> text.append(VttText.escape(line)).append('\n'));
        }
        return text.toString();
    }

    /**
     * @return cues by start, none overlapping, see {@link CueFile#inOrder}
     * @throws TimedTextException with the line, if the text is no WebVTT or beyond the limits
     */
    public static List<Cue> parse(String text) {
        var lines = CueFile.lines(text);
        if (!lines.getFirst().matches("WEBVTT(?:[ \\t].*)?")) {
            throw new TimedTextException(1, "WEBVTT");
        }
        var file = new CueFile();
        int i = 1;
        while (i < lines.size() && !lines.get(i).isBlank() && !lines.get(i).contains(CueTimes.ARROW)) {
            i++;
        }
        while (i < lines.size()) {
            i = lines.get(i).isBlank() ? i + 1 : block(lines, i, file);
        }
        return file.inOrder();
    }

    /** @return the index of the first line behind the block */
    private static int block(List<String> lines, int start, CueFile file) {
        if (skipped(lines.get(start))) {
            return end(lines, start);
        }
        int times = start;
        if (!lines.get(start).contains(CueTimes.ARROW)) {
            times = start + 1;
            if (times >= lines.size() || !lines.get(times).contains(CueTimes.ARROW)) {
                throw new TimedTextException(times + 1, "times such as " + EXAMPLE);
            }
        }
        var span = CueTimes.parse(lines.get(times), times + 1, EXAMPLE);
        var payload = new ArrayList<String>();
        int i = times + 1;
        // As the standard has it, an arrow ends the cue even without a blank line.
        while (i < lines.size() && !lines.get(i).isBlank() && !lines.get(i).contains(CueTimes.ARROW)) {
            payload.add(lines.get(i++));
        }
        // An identifier of the next cue, where the blank line is missing before it, cannot be told from text.
        file.add(span, VttText.plain(payload), times + 1);
        return i;
    }

    private static boolean skipped(String line) {
        return line.matches("(?:NOTE|STYLE|REGION)(?:[ \\t].*)?");
    }

    private static int end(List<String> lines, int start) {
        int i = start;
        while (i < lines.size() && !lines.get(i).isBlank()) {
            i++;
        }
        return i;
    }
}
