package io.crealia.local.observability.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.crealia.local.observability.Recorded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    @Test
    void range_sendsExpressionAndTimes_andReadsTheAnswer() throws IOException {
        var asked = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/query_range", exchange -> {
            asked.add(URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8));
            var body = Recorded.text("matrix.json").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (var prometheus = new Prometheus(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
            var series = prometheus.range("rate(a{b=\"c&d\"}[1m]) + 1",
                    new Range(Instant.ofEpochSecond(100), Instant.ofEpochSecond(200), Duration.ofSeconds(10)));
            assertThat(series).hasSize(3);
            assertThat(asked).containsExactly(
                    "query=rate(a{b=\"c&d\"}[1m]) + 1&start=100.0&end=200.0&step=10s");
            assertThat(prometheus.ready()).isFalse();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void range_nobodyThere_saysWhere() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (var prometheus = new Prometheus(URI.create("http://127.0.0.1:" + port))) {
            assertThat(prometheus.ready()).isFalse();
            assertThatThrownBy(() -> prometheus.now("up")).isInstanceOf(PrometheusException.class)
                    .hasMessage("no Prometheus answers at http://127.0.0.1:" + port)
                    .hasCauseInstanceOf(IOException.class);
        }
    }
}
