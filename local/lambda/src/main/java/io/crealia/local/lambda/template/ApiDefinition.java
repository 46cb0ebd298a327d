package io.crealia.local.lambda.template;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The REST API.
 *
 * @param minimumCompressionSize bytes from which an answer is compressed; empty when it never is
 * @param headersOf4xx headers of the gateway's own answers 400-499
 * @param headersOf5xx headers of the gateway's own answers 500-599
 */
public record ApiDefinition(String id, String stage, OptionalInt minimumCompressionSize, Optional<Cors> cors,
        Map<String, String> headersOf4xx, Map<String, String> headersOf5xx) {

    public ApiDefinition {
        headersOf4xx = Map.copyOf(headersOf4xx);
        headersOf5xx = Map.copyOf(headersOf5xx);
    }

    /** An answer to a preflight. Without {@code allowMethods} a path allows what it has, as SAM does. */
    public record Cors(String allowOrigin, Optional<String> allowMethods, Optional<String> allowHeaders,
            Optional<String> maxAge, boolean allowCredentials) {}
}
