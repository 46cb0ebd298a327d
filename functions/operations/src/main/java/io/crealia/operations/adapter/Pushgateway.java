package io.crealia.operations.adapter;

import io.crealia.operations.domain.Point;
import io.crealia.operations.domain.Shown;
import io.crealia.operations.port.PushTarget;
import io.crealia.platform.error.DependencyException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One group of a Pushgateway ({@code /metrics/job/crealia/instance/<stage>}), over {@code HttpURLConnection}:
 * {@code java.net.http} would cost a cold start 350 ms.
 */
public final class Pushgateway implements PushTarget {
    private static final String JOB = "crealia";
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration ANSWERING = Duration.ofSeconds(5);
    /** Far more than all our series; others may push to the same Pushgateway. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final URI base;
    private final Map<String, String> group;
    private final Duration answering;

    /** @param base http(s), without {@code /metrics} */
    public Pushgateway(URI base, String stage) {
        this(base, stage, ANSWERING);
    }

    /** @param answering the longest wait for each part of an answer */
    public Pushgateway(URI base, String stage, Duration answering) {
        this.base = base;
        this.answering = answering;
        this.group = Map.of("job", JOB, "instance", stage);
    }

    @Override
    public Shown read() {
        return exchange("GET", "/metrics", new byte[0], connection -> {
            try (var in = connection.getInputStream()) {
                var bytes = in.readNBytes(MOST_BYTES);
                return PrometheusText.read(new String(bytes, StandardCharsets.UTF_8), group);
            }
        });
    }

    @Override
    public Shown replace(List<Point> points) {
        var text = PrometheusText.write(points);
        return exchange("PUT", "/metrics/job/" + JOB + "/instance/" + group.get("instance"), text,
                _ -> PrometheusText.read(new String(text, StandardCharsets.UTF_8), Map.of()));
    }

    private interface Answer {
        Shown read(HttpURLConnection connection) throws IOException;
    }

    private Shown exchange(String method, String path, byte[] body, Answer answer) {
        var address = base.toString().replaceFirst("/+$", "") + path;
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout((int) CONNECTING.toMillis());
            connection.setReadTimeout((int) answering.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod(method);
            if (body.length > 0) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                connection.setRequestProperty("Content-Type", PrometheusText.CONTENT_TYPE);
                try (var out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            var status = connection.getResponseCode();
            if (status / 100 != 2) {
                throw new DependencyException("Pushgateway answered " + status + " to " + method + " " + path, null);
            }
            return answer.read(connection);
        } catch (IOException e) {
            throw new DependencyException("Pushgateway: " + method + " " + path, e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
