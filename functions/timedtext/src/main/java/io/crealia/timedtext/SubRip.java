package io.crealia.timedtext;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * SubRip ({@code .srt}), which has no standard; this follows what players and editors agree on. Writes numbered cues in
 * UTF-8 with CRLF; reads comma or point in times, gaps or errors in numbering, missing numbers, and drops tags and
 * {@code {\an8}}.
 */
public final class SubRip {
    private static final String EXAMPLE = "00:00:01,000 --> 00:00:02,500";
    private static final Pattern STYLE = Pattern.compile("\\{\\\\[^{}]*}|\\{/?[ibuys]}");
    private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?][^<>]*>");
    private static final Pattern LIKE_TIMES = Pattern.compile("\\s*-?\\d+\\s*[:.,].*-->.*");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d+\\s*");

    private SubRip() {}

    /** An arrow in the text becomes {@code →}: the format has no escape, and readers take the line for times. */
    public static String write(List<Cue> cues) {
        var text = new StringBuilder();
        int number = 0;
        for (var cue : cues) {
            text.append(++number).append("\r\n").append(CueTimes.format(cue.startMs(), ',')).append(" --> ")
                    .append(CueTimes.format(cue.endMs(), ',')).append("\r\n");
            cue.lines().forEach(line -> text.append(line.replace(CueTimes.ARROW, "→")).append("\r\n"));
            text.append("\r\n");
        }
        return text.toString();
    }

    /**
     * @return cues by start, none overlapping, see {@link CueFile#inOrder}
     * @throws TimedTextException with the line, if the text is no SubRip or beyond the limits
     */
    public static List<Cue> parse(String text) {
        var lines = CueFile.lines(text);
        var file = new CueFile();
        int i = start(lines);
        while (i < lines.size()) {
            var span = CueTimes.parse(lines.get(i), i + 1, EXAMPLE);
            int next = i + 1;
            while (next < lines.size() && !LIKE_TIMES.matcher(lines.get(next)).matches()) {
                next++;
            }
            int end = next < lines.size() && NUMBER.matcher(lines.get(next - 1)).matches() && next - 1 > i
                    ? next - 1
                    : next;
            file.add(span, plain(lines.subList(i + 1, end)), i + 1);
            i = next;
        }
        return file.inOrder();
    }

    /** @return the index of the first line with times */
    private static int start(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (LIKE_TIMES.matcher(lines.get(i)).matches()) {
                return i;
            }
            if (!lines.get(i).isBlank() && !NUMBER.matcher(lines.get(i)).matches()) {
                throw new TimedTextException(i + 1, "a number, or times such as " + EXAMPLE);
            }
        }
        return lines.size();
    }

    private static List<String> plain(List<String> lines) {
        var text = String.join("\n", new ArrayList<>(lines));
        return List.of(STYLE.matcher(TAG.matcher(text).replaceAll("")).replaceAll("").split("\n"));
    }
}
