package io.crealia.logging;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One line of a log: a JSON object with the names that Powertools for AWS Lambda gives its fields, so that whatever reads
 * such logs reads these.
 *
 * @param level as SLF4J names it
 * @param error what failed; null for nothing
 * @param fields by name, beside time, level and message
 */
public record LogLine(Instant time, String level, String message, Throwable error, Map<String, String> fields) {
    /** Of one text, in characters; what is beyond is cut off. CloudWatch takes 256 KB (1 MB since 2025) as one event. */
    static final int LONGEST = 16_384;
    /** These are there on every line, null where it belongs to no invocation. */
    private static final Set<String> ALWAYS = Set.of("function_arn", "function_name", "function_request_id",
            "function_version", "service");
    /** In this order before the time, and after it; then all others by name. */
    private static final List<String> BEFORE = List.of("cold_start", "function_arn", "function_memory_size",
            "function_name", "function_request_id", "function_version", "service");
    private static final List<String> AFTER = List.of("xray_trace_id", "correlation_id");
    private static final Set<String> NOT_TEXT = Set.of("cold_start", "function_memory_size");
    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3)
            .toFormatter(Locale.ROOT);

    /** The object, without a line break. */
    public String json() {
        var out = new StringBuilder(512).append('{');
        text(out, "level", level);
        text(out, "message", message);
        if (error != null) {
            failure(out);
        }
        var rest = new TreeMap<>(fields);
        fields(out, BEFORE, rest);
        text(out, "timestamp", MILLISECONDS.format(time));
        fields(out, AFTER, rest);
        rest.forEach((name, value) -> field(out, name, value));
        return out.append('}').toString();
    }

    private void failure(StringBuilder out) {
        name(out, "error").append('{');
        text(out, "message", error.getMessage());
        text(out, "name", error.getClass().getName());
        var stack = new StringWriter();
        error.printStackTrace(new PrintWriter(stack));
        text(out, "stack", stack.toString());
        out.append('}');
    }

    private static void fields(StringBuilder out, List<String> names, Map<String, String> rest) {
        for (var name : names) {
            var value = rest.remove(name);
            if (value != null || ALWAYS.contains(name)) {
                field(out, name, value);
            }
        }
    }

    private static void field(StringBuilder out, String name, String value) {
        if (NOT_TEXT.contains(name)) {
            name(out, name).append(value);
        } else {
            text(out, name, value);
        }
    }

    private static void text(StringBuilder out, String name, String value) {
        name(out, name);
        if (value == null) {
            out.append("null");
            return;
        }
        out.append('"');
        var kept = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
        JsonStringEncoder.getInstance().quoteAsString(kept, out);
        out.append('"');
    }

    private static StringBuilder name(StringBuilder out, String name) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        return out.append('"').append(name).append("\":");
    }
}
