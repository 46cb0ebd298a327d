package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {
    /** @param retryAfter null for none */
    private record Planned(int status, String retryAfter) {}

    private final Deque<Planned> answers = new ArrayDeque<>();
    private final List<Integer> pauses = new ArrayList<>();
    private HttpServer server;
    private ApiClient api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                var planned = answers.removeFirst();
                if (planned.retryAfter() != null) {
                    exchange.getResponseHeaders().add("Retry-After", planned.retryAfter());
                }
                var body = "{\"detail\":\"words\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(planned.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        api = new ApiClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), () -> "token",
                (_, _, _, _, _) -> {}, pauses::add);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void get_toldToComeAgain_does() {
        answers.addAll(List.of(new Planned(503, "2"), new Planned(503, "1"), new Planned(200, null)));

        assertThat(api.get("/v1/assets").path("detail").asText()).isEqualTo("words");
        assertThat(pauses).containsExactly(2, 1);
    }

    @Test
    void get_toldSoEachTime_givesUp() {
        for (var i = 0; i < 5; i++) {
            answers.add(new Planned(503, "1"));
        }

        assertThatThrownBy(() -> api.get("/v1/assets")).isInstanceOfSatisfying(ApiException.class,
                e -> assertThat(e.status()).isEqualTo(503));
        assertThat(answers).hasSize(1);
    }

    @Test
    void get_otherRefusals_areToldAtOnce() {
        var refusals = List.of(new Planned(503, null), new Planned(503, "60"),
                new Planned(503, "Sun, 29 Nov 2026 08:00:00 GMT"), new Planned(429, "1"), new Planned(500, "1"));
        for (var refusal : refusals) {
            answers.add(refusal);
            assertThatThrownBy(() -> api.get("/v1/assets")).as(refusal.toString()).isInstanceOfSatisfying(
                    ApiException.class, e -> assertThat(e.status()).isEqualTo(refusal.status()));
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void post_toldToComeAgain_isToldAtOnce() {
        answers.add(new Planned(503, "1"));

        assertThatThrownBy(() -> api.post("/v1/uploads", Json.object(), "key")).isInstanceOf(ApiException.class);
        assertThat(pauses).isEmpty();
    }
}
