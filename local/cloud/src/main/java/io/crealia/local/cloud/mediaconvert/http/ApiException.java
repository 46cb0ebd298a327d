package io.crealia.local.cloud.mediaconvert.http;

/** An answer that is an error, with the name the SDK turns into an exception class. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private ApiException(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequestException", message);
    }

    static ApiException notFound(String message) {
        return new ApiException(404, "NotFoundException", message);
    }

    static ApiException conflict(String message) {
        return new ApiException(409, "ConflictException", message);
    }

    static ApiException tooManyRequests(String message) {
        return new ApiException(429, "TooManyRequestsException", message);
    }

    static ApiException internal(String message) {
        return new ApiException(500, "InternalServerErrorException", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
