package io.crealia.local.cloud.mediaconvert.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cues of a WebVTT or SubRip text, cut into WebVTT segments for HLS. */
public final class WebVtt {
    private static final String TIME = "(?:(\\d{1,3}):)?(\\d{2}):(\\d{2})[.,](\\d{3})";
    private static final Pattern TIMES = Pattern.compile(TIME + "\\s+-->\\s+" + TIME + "(.*)");

    /** @param settings WebVTT cue settings, may be empty */
    public record Cue(long startMillis, long endMillis, String settings, String text) {}

    private final List<Cue> cues;

    private WebVtt(List<Cue> cues) {
        this.cues = List.copyOf(cues);
    }

    /**
     * Reads either format; numbering, notes, styles and regions are dropped.
     *
     * @param offsetMillis added to every time
     * @throws IllegalArgumentException no cue can be read
     */
    public static WebVtt parse(String text, long offsetMillis) {
        var cues = new ArrayList<Cue>();
        for (String block : text.replace("\ufeff", "").replace("\r\n", "\n").replace('\r', '\n').split("\n{2,}")) {
            List<String> lines = block.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                var match = TIMES.matcher(lines.get(i).strip());
                if (match.matches()) {
                    long start = millis(match.group(1), match.group(2), match.group(3), match.group(4)) + offsetMillis;
                    long end = millis(match.group(5), match.group(6), match.group(7), match.group(8)) + offsetMillis;
                    String body = String.join("\n", lines.subList(i + 1, lines.size())).strip();
                    if (end > start && end > 0 && !body.isEmpty()) {
                        cues.add(new Cue(Math.max(0, start), end, match.group(9).strip(), body));
                    }
                    break;
                }
            }
        }
        if (cues.isEmpty()) {
            throw new IllegalArgumentException(
                    "the caption file has no cue with a time line HH:MM:SS.mmm --> HH:MM:SS.mmm");
        }
        return new WebVtt(cues);
    }

    /** In the order of the file; a cue that begins before 0 begins at 0. */
    public List<Cue> cues() {
        return cues;
    }

    /** One text per stretch of time; a cue that crosses a border stands in both, as RFC 8216 section 3.5 asks. */
    public List<String> segments(double segmentSeconds, double totalSeconds) {
        var segments = new ArrayList<String>();
        int count = (int) Math.max(1, Math.ceil(totalSeconds / segmentSeconds - 1e-6));
        for (int i = 0; i < count; i++) {
            long from = Math.round(i * segmentSeconds * 1000);
            long to = i == count - 1 ? Long.MAX_VALUE : Math.round((i + 1) * segmentSeconds * 1000);
            var out = new StringBuilder("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n");
            cues.stream().filter(cue -> cue.startMillis() < to && cue.endMillis() > from).forEach(cue -> out
                    .append(clock(cue.startMillis())).append(" --> ").append(clock(cue.endMillis()))
                    .append(cue.settings().isEmpty() ? "" : " " + cue.settings()).append('\n').append(cue.text())
                    .append("\n\n"));
            segments.add(out.toString());
        }
        return segments;
    }

    private static long millis(String hours, String minutes, String seconds, String millis) {
        long whole = (hours == null ? 0 : Long.parseLong(hours)) * 3600 + Long.parseLong(minutes) * 60
                + Long.parseLong(seconds);
        return whole * 1000 + Long.parseLong(millis);
    }

    private static String clock(long millis) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", millis / 3_600_000, millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }
}
