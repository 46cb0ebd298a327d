package io.crealia.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.TenantId;
import io.crealia.platform.auth.Principal;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.json.Fields;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One API call, after the edge has checked who calls.
 *
 * @param path as the client sent it
 * @param headers by lower-case name
 * @param principal absent on routes without a scope
 * @param idempotencyKey the header of that name, checked for its form
 * @param requestHash SHA-256 in hex of method, path and body: equal for a repeated request
 */
public record HttpRequest(String method, String path, Map<String, String> pathParameters, Map<String, String> query,
        Map<String, String> headers, byte[] body, Optional<Principal> principal, Optional<String> idempotencyKey,
        String requestHash, String requestId, String correlationId) {

    private static final Pattern JSON_TYPE = Pattern
            .compile("application/json(?:\\s*;\\s*charset\\s*=\\s*\"?utf-?8\"?)?\\s*;?", Pattern.CASE_INSENSITIVE);

    public HttpRequest {
        pathParameters = Map.copyOf(pathParameters);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** Without what the caller sent: his token, his texts. */
    @Override
    public String toString() {
        return "HttpRequest[" + requestId + "]";
    }

    /** The caller's tenant. Only routes with a scope have one. */
    public TenantId tenant() {
        return principal.orElseThrow(() -> new IllegalStateException("a route without a scope has no tenant")).tenant();
    }

    /** The caller himself, as his issuer calls him: personal data. Only routes with a scope have one. */
    public String subject() {
        return principal.orElseThrow(() -> new IllegalStateException("a route without a scope has no caller"))
                .subject();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> queryParameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /**
     * A typed id from the path. A malformed id cannot name anything, so it answers as a missing one does.
     *
     * @throws Problem with {@code resource.not_found} if the parameter does not have the id's form
     */
    public <T> T id(String parameter, String what, Function<String, T> type) {
        try {
            return type.apply(pathParameters.getOrDefault(parameter, ""));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(what);
        }
    }

    /**
     * The body's fields.
     *
     * @throws Problem if the body is not JSON, or is not said to be
     */
    public Fields fields() {
        if (!JSON_TYPE.matcher(header("content-type").orElse("").strip()).matches()) {
            throw new Problem(ErrorCode.MEDIA_TYPE, "Send the body as application/json, in UTF-8.");
        }
        return Fields.of(json());
    }

    /** The body's fields, where a request without a body means one without fields. */
    public Fields optionalFields() {
        return body.length == 0 ? Fields.of(Json.object()) : fields();
    }

    private JsonNode json() {
        try {
            return Json.parseRequest(body);
        } catch (MalformedJsonException e) {
            throw new Problem(ErrorCode.MALFORMED, "The body is " + e.getMessage() + ".");
        }
    }
}
