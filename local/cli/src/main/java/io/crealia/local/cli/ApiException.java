package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** The API answered with a problem. */
public sealed class ApiException extends RuntimeException permits EmptyFileException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    /** Negative if nothing is said of it. */
    private final int retryAfterSeconds;

    ApiException(int status, JsonNode problem) {
        this(status, problem, OptionalInt.empty());
    }

    ApiException(int status, JsonNode problem, OptionalInt retryAfterSeconds) {
        super(describe(problem));
        this.retryAfterSeconds = retryAfterSeconds.orElse(-1);
        this.status = status;
        this.code = problem.path("code").asText("http." + status);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** When to come again. */
    OptionalInt retryAfterSeconds() {
        return retryAfterSeconds < 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
    }

    private static String describe(JsonNode problem) {
        var text = new StringBuilder(problem.path("detail").asText(problem.path("message").asText("no detail given")));
        for (var error : problem.path("errors")) {
            text.append(' ').append(error.path("pointer").asText()).append(": expected ")
                    .append(error.path("expected").asText()).append('.');
        }
        return text.toString();
    }
}
