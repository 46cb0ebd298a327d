package io.crealia.local.lambda.api;

import io.crealia.local.lambda.template.ApiDefinition;
import io.crealia.local.lambda.template.ApiDefinition.GatewayResponse;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What API Gateway itself says when no function's answer can be sent: by its type of answer as the template has it, else by
 * the template's default for its class of status, else as AWS has it.
 */
enum GatewayAnswer {
    BAD_REQUEST("BAD_REQUEST_PARAMETERS", 400, "Bad Request"), NO_ROUTE("MISSING_AUTHENTICATION_TOKEN", 403,
            "Missing Authentication Token"), TOO_LONG("REQUEST_TOO_LARGE", 413, "Request Too Long"), BROKEN(
                    "INTEGRATION_FAILURE", 502, "Internal server error"), TIMEOUT("INTEGRATION_TIMEOUT", 504,
                            "Endpoint request timed out"), THROTTLED("THROTTLED", 429, "Too Many Requests");

    private static final GatewayResponse AS_AWS_HAS_IT = new GatewayResponse(OptionalInt.empty(), Map.of(),
            Optional.empty());

    private final String type;
    private final int status;
    private final String body;

    GatewayAnswer(String type, int status, String message) {
        this.type = type;
        this.status = status;
        this.body = "{\"message\":\"" + message + "\"}";
    }

    int status(ApiDefinition api) {
        return declared(api).status().orElse(status);
    }

    Map<String, String> headers(ApiDefinition api) {
        return declared(api).headers();
    }

    /** Only the request id is filled in: no other variable is used. */
    String body(ApiDefinition api, String requestId) {
        return declared(api).body().map(template -> template.replace("$context.requestId", requestId)).orElse(body);
    }

    private GatewayResponse declared(ApiDefinition api) {
        var responses = api.gatewayResponses();
        return Optional.ofNullable(responses.get(type))
                .or(() -> Optional.ofNullable(responses.get(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX")))
                .orElse(AS_AWS_HAS_IT);
    }
}
