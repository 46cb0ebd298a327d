package io.crealia.local.lambda.template;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The REST API.
 *
 * @param minimumCompressionSize bytes from which an answer is compressed; empty when it never is
 * @param gatewayResponses the gateway's own answers by type, as far as the template changes them
 * @param throttle of all requests together; empty where the template has none
 */
public record ApiDefinition(String id, String stage, OptionalInt minimumCompressionSize, Optional<Cors> cors,
        Map<String, GatewayResponse> gatewayResponses, Optional<Throttle> throttle) {

    public ApiDefinition {
        gatewayResponses = Map.copyOf(gatewayResponses);
    }

    /**
     * How many requests the stage takes.
     *
     * @param burst how many may come at once after a rest
     */
    public record Throttle(double ratePerSecond, int burst) {

        public Throttle {
            if (ratePerSecond <= 0 || burst < 1) {
                throw new IllegalArgumentException("A throttle needs a rate above 0 and a burst of at least 1, was "
                        + ratePerSecond + " and " + burst);
            }
        }
    }

    /**
     * An answer of the gateway itself.
     *
     * @param status empty where it is as AWS has it
     * @param body with variables such as {@code $context.requestId}; empty where it is as AWS has it
     */
    public record GatewayResponse(OptionalInt status, Map<String, String> headers, Optional<String> body) {

        public GatewayResponse {
            headers = Map.copyOf(headers);
        }
    }

    /** An answer to a preflight. Without {@code allowMethods} a path allows what it has, as SAM does. */
    public record Cors(String allowOrigin, Optional<String> allowMethods, Optional<String> allowHeaders,
            Optional<String> maxAge, boolean allowCredentials) {}
}
