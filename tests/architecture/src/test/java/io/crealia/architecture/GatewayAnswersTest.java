package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.lambda.template.ApiDefinition.GatewayResponse;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.http.Route;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What API Gateway says by itself is what an edge would have said: the catalogue's code, and every header. */
class GatewayAnswersTest {
    private static final Map<String, ErrorCode> CODES = Map.of("DEFAULT_4XX", ErrorCode.MALFORMED,
            "BAD_REQUEST_BODY", ErrorCode.MALFORMED, "DEFAULT_5XX", ErrorCode.INTERNAL, "INTEGRATION_TIMEOUT",
            ErrorCode.UNAVAILABLE, "MISSING_AUTHENTICATION_TOKEN",
            ErrorCode.NOT_FOUND, "UNAUTHORIZED", ErrorCode.UNAUTHENTICATED, "ACCESS_DENIED", ErrorCode.FORBIDDEN,
            "REQUEST_TOO_LARGE", ErrorCode.TOO_LARGE, "THROTTLED", ErrorCode.RATE_LIMITED);

    static Stream<Arguments> answers() {
        return TemplateContractTest.template().api().orElseThrow().gatewayResponses().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_isWhatAnEdgeSays(String type, GatewayResponse response) {
        var code = CODES.get(type);
        assertThat(code).as("a code for " + type).isNotNull();
        var edge = edgeSaying(code);
        var body = Json.parse(response.body().orElseThrow());

        assertThat(response.status()).hasValue(code.status());
        for (var member : List.of("type", "title", "status", "code")) {
            assertThat(body.path(member)).as(member).isEqualTo(edge.json().path(member));
        }
        assertThat(body.path("request_id").asText()).isEqualTo("$context.requestId");
        assertThat(body.path("detail").asText()).isNotBlank();
        assertThat(response.headers()).containsAllEntriesOf(ownHeaders(edge.raw().path("headers")));
        assertThat(response.headers().containsKey("Retry-After"))
                .isEqualTo(code.status() == 429 || code.status() == 503);
    }

    private static ApiCall.Answer edgeSaying(ErrorCode code) {
        TokenVerifier tokens = new TestTokens();
        var edge = new HttpEdge(List.of(Route.open("/x", _ -> {
            throw new Problem(code, "words");
        })), tokens, new Idempotency(new InMemoryIdempotencyStore(), new MovableClock()));
        return ApiCall.of("GET", "/x").send(edge::handle);
    }

    /** The request's own id, and what depends on its origin, are not the template's. */
    private static Map<String, String> ownHeaders(JsonNode headers) {
        var own = new TreeMap<String, String>();
        headers.properties().forEach(header -> own.put(header.getKey(), header.getValue().asText()));
        own.remove("X-Request-Id");
        own.remove("Vary");
        return own;
    }
}
