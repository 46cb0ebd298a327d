package io.crealia.timedtext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line that says when a cue is shown. */
final class CueTimes {
    static final String ARROW = "-->";
    private static final String TIME = "(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{2})[.,](\\d{1,3})";
    private static final Pattern LINE = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?");

    private CueTimes() {}

    record Span(long startMs, long endMs) {}

    /** @throws TimedTextException if it is no such line, or ends before it starts */
    static Span parse(String text, int line, String example) {
        var matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw new TimedTextException(line, "times such as " + example);
        }
        var span = new Span(time(matcher, 1, line), time(matcher, 5, line));
        if (span.endMs() <= span.startMs()) {
            throw new TimedTextException(line, "a cue to end after it starts");
        }
        return span;
    }

    static String format(long ms, char point) {
        return two(ms / 3_600_000) + ":" + two(ms / 60_000 % 60) + ":" + two(ms / 1000 % 60) + point
                + String.valueOf(1000 + ms % 1000).substring(1);
    }

    private static long time(Matcher matcher, int group, int line) {
        var hours = matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
        var minutes = Long.parseLong(matcher.group(group + 1));
        var seconds = Long.parseLong(matcher.group(group + 2));
        if (minutes > 59 || seconds > 59) {
            throw new TimedTextException(line, "minutes and seconds below 60");
        }
        // ".5" is half a second.
        var millis = Long.parseLong((matcher.group(group + 3) + "00").substring(0, 3));
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
