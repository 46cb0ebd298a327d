package io.crealia.platform.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer other than success, as RFC 9457 describes it. Thrown by the edge and by use cases' callers, never logged. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient List<Violation> violations;
    private final transient Map<String, String> headers;

    /**
     * One faulty field.
     *
     * @param pointer JSON pointer (RFC 6901) into the body, or {@code query:name}, {@code header:name}
     * @param code what is wrong: {@code required}, {@code type}, {@code range}, {@code format}, {@code unknown},
     *     {@code repeated}
     * @param expected what would have been right
     */
    public record Violation(String pointer, String code, String expected) {}

    public Problem(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    public Problem(ErrorCode code, String detail, List<Violation> violations) {
        this(code, detail, violations, Map.of());
    }

    private Problem(ErrorCode code, String detail, List<Violation> violations, Map<String, String> headers) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.headers = Map.copyOf(headers);
    }

    /** This problem with one more header on its answer. */
    public Problem with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Problem(code, getMessage(), violations, all);
    }

    /** This problem, saying when to come again: in whole seconds, at least one. */
    public Problem retryAfter(Duration wait) {
        return with("Retry-After", Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    public static Problem notFound(String what) {
        return new Problem(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** What its answer carries beside the headers that every answer has. */
    public Map<String, String> headers() {
        return headers;
    }
}
