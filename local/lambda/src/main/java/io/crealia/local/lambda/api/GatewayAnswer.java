package io.crealia.local.lambda.api;

/** What API Gateway itself says when no function's answer can be sent. */
enum GatewayAnswer {
    BAD_REQUEST(400, "Bad Request"), NO_ROUTE(403, "Missing Authentication Token"), TOO_LONG(413,
            "Request Too Long"), BROKEN(502, "Internal server error"), TIMEOUT(504, "Endpoint request timed out");

    private final int status;
    private final String body;

    GatewayAnswer(int status, String message) {
        this.status = status;
        this.body = "{\"message\":\"" + message + "\"}";
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }
}
