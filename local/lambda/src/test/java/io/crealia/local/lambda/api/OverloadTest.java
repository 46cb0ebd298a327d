package io.crealia.local.lambda.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.TestFunctions;
import io.crealia.local.lambda.handler.FixedHandler;
import io.crealia.local.lambda.handler.GatedHandler;
import io.crealia.local.lambda.template.ApiDefinition;
import io.crealia.local.lambda.template.ApiDefinition.GatewayResponse;
import io.crealia.local.lambda.template.ApiDefinition.Throttle;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More requests than the API takes, without a guess about time: functions answer when they are let go, the clock stands. */
class OverloadTest {
    private static final int PLACES = 4;
    private static final int FIVE_TIMES = 5 * PLACES;
    private static final List<FunctionDefinition> FUNCTIONS = List.of(
            TestFunctions.function("Gated", GatedHandler.class, Duration.ofSeconds(60), Map.of(),
                    route("GET", "/gated")),
            TestFunctions.function("Fixed", FixedHandler.class, Duration.ofSeconds(60),
                    Map.of("ANSWER", "{\"statusCode\":200}"), route("POST", "/fixed")));

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalLambda lambda = TestFunctions.lambda(FUNCTIONS);
    private volatile Instant now = Instant.parse("2026-03-10T00:00:00Z");
    private ApiFront front;

    @AfterEach
    void stop() {
        front.close();
        lambda.close();
        client.close();
    }

    @Test
    void answer_fiveTimesThePlaces_refusesAtOnceAndServesThoseInside() throws Exception {
        front = front(Optional.empty(), PLACES);
        var inside = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < PLACES; i++) {
            inside.add(send("/gated"));
        }
        assertThat(GatedHandler.BEGUN.tryAcquire(PLACES, 60, TimeUnit.SECONDS)).isTrue();

        // Nobody leaves meanwhile: an answer can only be a refusal, and waiting for a place would never end.
        for (var i = PLACES; i < FIVE_TIMES; i++) {
            assertRefused(send("/gated").get(60, TimeUnit.SECONDS));
        }
        assertThat(inside).noneMatch(CompletableFuture::isDone);

        GatedHandler.LET_GO.release(PLACES);
        for (var answer : inside) {
            assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        GatedHandler.LET_GO.release(PLACES);
        for (var i = 0; i < PLACES; i++) {
            assertThat(send("/gated").get(60, TimeUnit.SECONDS).statusCode()).as("normal again").isEqualTo(200);
        }
        assertThat(GatedHandler.BEGUN.tryAcquire(PLACES)).isTrue();
    }

    @Test
    void answer_fasterThanTheThrottle_refusesUntilTimeHasPassed() throws Exception {
        front = front(Optional.of(new Throttle(10, PLACES)), 1000);

        for (var i = 0; i < PLACES; i++) {
            assertThat(post().statusCode()).isEqualTo(200);
        }
        for (var i = PLACES; i < FIVE_TIMES; i++) {
            assertRefused(post());
        }
        now = now.plusSeconds(1);
        for (var i = 0; i < PLACES; i++) {
            assertThat(post().statusCode()).as("normal again").isEqualTo(200);
        }
        assertRefused(post());
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).isEqualTo("{\"code\":\"rate.limited\"}");
    }

    private CompletableFuture<HttpResponse<String>> send(String path) {
        return client.sendAsync(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post() throws Exception {
        return client.send(HttpRequest.newBuilder(address("/fixed")).POST(BodyPublishers.ofString("x".repeat(5000)))
                .build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + front.port() + path);
    }

    private ApiFront front(Optional<Throttle> throttle, int inFlight) {
        var refusal = new GatewayResponse(OptionalInt.of(429),
                Map.of("Retry-After", "1", "Content-Type", "application/problem+json"),
                Optional.of("{\"code\":\"rate.limited\"}"));
        var api = new ApiDefinition("Api", "local", OptionalInt.empty(), Optional.empty(),
                Map.of("THROTTLED", refusal), throttle);
        return ApiFront.start(api, FUNCTIONS, lambda, new ApiFront.Settings(0, "000000000000", "eu-central-1",
                Duration.ofSeconds(60), () -> now, api.throttle(), inFlight));
    }

    private static ApiRoute route(String method, String path) {
        return new ApiRoute("route", method, path, Optional.empty());
    }
}
