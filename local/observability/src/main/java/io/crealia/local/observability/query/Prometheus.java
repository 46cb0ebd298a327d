package io.crealia.local.observability.query;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Prometheus server. Safe for several threads. */
public final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1).build();

    /** @param address without a slash at the end, for example {@code http://127.0.0.1:3017} */
    public Prometheus(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /** @throws PrometheusException if nobody answers, or with Prometheus' own words if it refuses the expression */
    public List<Series> range(String expression, Range range) {
        var form = new LinkedHashMap<String, String>();
        form.put("query", expression);
        form.put("start", Double.toString(range.from().toEpochMilli() / 1000.0));
        form.put("end", Double.toString(range.to().toEpochMilli() / 1000.0));
        form.put("step", range.step().toSeconds() + "s");
        return Answers.read(post("/api/v1/query_range", form));
    }

    /** The newest values. */
    public List<Series> now(String expression) {
        return Answers.read(post("/api/v1/query", Map.of("query", expression)));
    }

    /** @return whether it answers questions */
    public boolean ready() {
        try {
            var request = HttpRequest.newBuilder(address.resolve("/-/ready")).timeout(Duration.ofSeconds(2)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String post(String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new PrometheusException("no Prometheus answers at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrometheusException("interrupted while Prometheus was asked", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
