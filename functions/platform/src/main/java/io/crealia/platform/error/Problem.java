package io.crealia.platform.error;

import java.util.List;

/** An answer other than success, as RFC 9457 describes it. Thrown by the edge and by use cases' callers, never logged. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient List<Violation> violations;

    /**
     * One faulty field.
     *
     * @param pointer JSON pointer (RFC 6901) into the body, or {@code query:name}, {@code header:name}
     * @param code what is wrong: {@code required}, {@code type}, {@code range}, {@code format}, {@code unknown}
     * @param expected what would have been right
     */
    public record Violation(String pointer, String code, String expected) {}

    public Problem(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    public Problem(ErrorCode code, String detail, List<Violation> violations) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
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
}
