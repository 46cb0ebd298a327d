package io.crealia.platform.error;

/**
 * A stable code from the error catalogue ({@code docs/errors.md}).
 *
 * @param value dotted lower-case text that clients may switch on
 * @param status the HTTP status it has as an answer
 * @param title a sentence that is the same for every occurrence
 */
public record ErrorCode(String value, int status, String title) {
    public static final ErrorCode MALFORMED = new ErrorCode("request.malformed", 400, "The request is not well-formed");
    public static final ErrorCode INVALID = new ErrorCode("request.invalid", 422, "The request has invalid fields");
    public static final ErrorCode UNAUTHENTICATED = new ErrorCode("auth.unauthenticated", 401,
            "A valid bearer token is required");
    public static final ErrorCode FORBIDDEN = new ErrorCode("auth.forbidden", 403,
            "The token does not permit this operation");
    public static final ErrorCode NOT_FOUND = new ErrorCode("resource.not_found", 404, "There is no such resource");
    public static final ErrorCode METHOD = new ErrorCode("request.method_not_allowed", 405,
            "The resource does not have this method");
    public static final ErrorCode MEDIA_TYPE = new ErrorCode("request.media_type", 415,
            "The body must be application/json");
    public static final ErrorCode TOO_LARGE = new ErrorCode("request.too_large", 413, "The request body is too large");
    public static final ErrorCode PATH_TOO_LONG = new ErrorCode("request.path_too_long", 414,
            "The path or query is too long");
    public static final ErrorCode HEADERS_TOO_LARGE = new ErrorCode("request.headers_too_large", 431,
            "The request has too many or too large headers");
    public static final ErrorCode RATE_LIMITED = new ErrorCode("rate.limited", 429, "Requests come too fast");
    public static final ErrorCode CONFLICT = new ErrorCode("resource.conflict", 409,
            "The resource is not in a state that permits this");
    public static final ErrorCode IDEMPOTENCY_MISMATCH = new ErrorCode("idempotency.mismatch", 422,
            "The idempotency key was used for another request");
    public static final ErrorCode IDEMPOTENCY_IN_FLIGHT = new ErrorCode("idempotency.in_flight", 409,
            "The first request with this idempotency key is still at work");
    public static final ErrorCode UNAVAILABLE = new ErrorCode("service.unavailable", 503,
            "A service we depend on did not answer");
    public static final ErrorCode INTERNAL = new ErrorCode("service.internal", 500, "Something went wrong on our side");

    /** Who has to act, which decides between retry and dead letter. */
    public Kind kind() {
        return switch (status) {
            case 409 -> Kind.CONFLICT;
            case 502, 503, 504 -> Kind.DEPENDENCY;
            case 500 -> Kind.INTERNAL;
            default -> Kind.CALLER;
        };
    }

    public enum Kind {
        CALLER, CONFLICT, DEPENDENCY, INTERNAL
    }
}
