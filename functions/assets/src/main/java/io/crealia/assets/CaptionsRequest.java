package io.crealia.assets;

import io.crealia.assets.domain.CaptionTrack.Origin;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.json.Fields;
import io.crealia.timedtext.Cue;
import io.crealia.timedtext.PlainText;
import io.crealia.timedtext.SubRip;
import io.crealia.timedtext.TimedTextException;
import io.crealia.timedtext.WebVtt;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the body of a PUT of captions: a file {@code {format, content}}, or {@code {cues}} of an editor. */
record CaptionsRequest(Origin origin, List<Cue> cues) {
    private static final Pattern FORMAT = Pattern.compile("vtt|srt");
    private static final int MAX_CONTENT = 1_048_576;
    private static final int MAX_CUES = 20_000;
    private static final int MAX_CUE = 2000;
    private static final long MAX_MS = 7L * 24 * 3600 * 1000;

    /** @throws Problem with every faulty field, or {@code captions.invalid} with the line of the file */
    static CaptionsRequest of(HttpRequest request) {
        var fields = request.fields();
        var format = fields.optionalMatching("format", FORMAT, "vtt or srt");
        var content = fields.optionalLines("content", 1, MAX_CONTENT);
        var cues = fields.optionalObjects("cues", 1, MAX_CUES, CaptionsRequest::cue);
        if (cues.isPresent() && (format.isPresent() || content.isPresent())) {
            fields.fault("cues", "format", "either cues, or format and content");
        }
        if (cues.isEmpty()) {
            format.or(() -> required(fields, "format", "vtt or srt, unless there are cues"));
            content.or(() -> required(fields, "content", "the file's text, unless there are cues"));
        }
        fields.check();
        return cues.map(
                list -> new CaptionsRequest(Origin.EDITED, inOrder(list.stream().flatMap(Optional::stream).toList())))
                .orElseGet(() -> new CaptionsRequest(Origin.UPLOADED,
                        parsed(format.orElseThrow(), content.orElseThrow())));
    }

    static Problem invalid(String pointer, TimedTextException e) {
        return new Problem(AssetsErrors.CAPTIONS_INVALID, "The captions cannot be read.",
                List.of(new Violation(pointer, "format",
                        (e.line() > 0 ? "line " + e.line() + ": " : "") + e.expected())));
    }

    private static List<Cue> parsed(String format, String content) {
        try {
            return format.equals("vtt") ? WebVtt.parse(content) : SubRip.parse(content);
        } catch (TimedTextException e) {
            throw invalid("/content", e);
        }
    }

    // As a file would be: in the order of time, none over another.
    private static List<Cue> inOrder(List<Cue> cues) {
        try {
            return WebVtt.parse(WebVtt.write(cues));
        } catch (TimedTextException e) {
            throw invalid("/cues", new TimedTextException(0, e.expected()));
        }
    }

    // Not a cue where a fault was found.
    private static Optional<Cue> cue(Fields fields) {
        long start = fields.number("start_ms", 0, MAX_MS);
        long end = fields.number("end_ms", start + 1, MAX_MS + 1);
        var text = fields.optionalLines("text", 1, MAX_CUE);
        if (text.isEmpty()) {
            fields.text("text", 1, MAX_CUE);
        } else if (PlainText.of(text.get()).isEmpty()) {
            fields.fault("text", "format", "text that can be read, not only markup");
        } else if (end > start) {
            return Optional.of(new Cue(start, end, List.of(text.get().split("\r\n|\n|\r"))));
        }
        return Optional.empty();
    }

    private static <T> Optional<T> required(Fields fields, String name, String expected) {
        fields.fault(name, "required", expected);
        return Optional.empty();
    }
}
