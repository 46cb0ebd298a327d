package io.crealia.local.cloud.ai;

import java.util.Optional;
import java.util.OptionalInt;

/** A request that is refused, in the words of OpenAI's error object. The message is shown to the caller. */
final class AiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int RETRY_AFTER_SECONDS = 15;

    private final int status;
    private final String code;
    private final String param;

    private AiException(int status, String code, String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    /** @param param the field that is wrong */
    static AiException invalid(String param, String message) {
        return new AiException(400, "invalid_value", param, message);
    }

    static AiException missing(String param, String message) {
        return new AiException(400, "missing_required_parameter", param, message);
    }

    static AiException unauthorised() {
        return new AiException(401, "invalid_api_key", null,
                "expected the header Authorization: Bearer with the key of this server");
    }

    static AiException unknownModel(String supported) {
        return new AiException(404, "model_not_found", "model", "no such model here; expected " + supported);
    }

    static AiException unknownPath() {
        return new AiException(404, "unknown_url", null, "no such path; expected POST /v1/chat/completions, "
                + "POST /v1/audio/transcriptions or GET /v1/models");
    }

    static AiException method(String allowed) {
        return new AiException(405, "method_not_allowed", null, "expected the method " + allowed);
    }

    static AiException tooLarge(String param, String message) {
        return new AiException(413, "request_too_large", param, message);
    }

    static AiException mediaType(String expected) {
        return new AiException(415, "unsupported_media_type", null, "expected the content type " + expected);
    }

    static AiException internal() {
        return new AiException(500, "internal_error", null, "the request failed here; the log of the server says why");
    }

    static AiException busy(int waiting) {
        return new AiException(503, "overloaded", null, "one job runs and " + waiting + " wait; try again later");
    }

    static AiException stopping() {
        return new AiException(503, "stopping", null, "the server stops");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Optional<String> param() {
        return Optional.ofNullable(param);
    }

    /** OpenAI's class of the error. */
    String type() {
        return status < 500 ? "invalid_request_error" : "server_error";
    }

    OptionalInt retryAfterSeconds() {
        return status == 503 ? OptionalInt.of(RETRY_AFTER_SECONDS) : OptionalInt.empty();
    }
}
