package io.crealia.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Locale;

/** Pushes as metrics-exporter does, about a stage that does well or badly. */
final class Environment implements AutoCloseable {
    private static final double REQUESTS_PER_SECOND = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI group;
    private final InstantSource clock;
    private double seconds;
    private double fast;
    private double slow;
    private double failed;
    private double cpu;
    private long pushes;

    Environment(URI pushgateway, InstantSource clock) {
        this.group = pushgateway.resolve("/metrics/job/crealia/instance/test");
        this.clock = clock;
    }

    /**
     * Lets time go on and pushes the totals.
     *
     * @param passed seconds since the last push
     * @param badly a tenth fails, a fifth is slow, CPU at 95 %, 9 GB; else none, none, 30 % and 2 GB
     */
    void push(double passed, boolean badly) throws IOException, InterruptedException {
        seconds += passed;
        var requests = passed * REQUESTS_PER_SECOND;
        failed += badly ? requests / 10 : 0;
        slow += badly ? requests / 5 : 0;
        fast += badly ? requests * 4 / 5 : requests;
        cpu += passed * (badly ? 0.95 : 0.3);
        pushes++;
        var total = fast + slow;
        send(line("http_requests_total{function=\"assets-api\",route=\"GET /v1/assets\",status=\"2xx\"}",
                total - failed)
                + line("http_requests_total{function=\"assets-api\",route=\"GET /v1/assets\",status=\"5xx\"}", failed)
                + line("http_request_duration_seconds_bucket{function=\"assets-api\",le=\"0.5\"}", fast)
                + line("http_request_duration_seconds_bucket{function=\"assets-api\",le=\"1\"}", total)
                + line("http_request_duration_seconds_bucket{function=\"assets-api\",le=\"+Inf\"}", total)
                + line("function_cpu_seconds_total{function=\"assets-api\"}", cpu)
                + line("function_cpu_available_seconds_total{function=\"assets-api\"}", seconds)
                + line("function_memory_bytes{function=\"assets-api\"}", badly ? 9e9 : 2e9)
                + line("metrics_exporter_pushes_total", pushes)
                + line("metrics_exporter_last_push_timestamp_seconds", clock.millis() / 1000.0));
    }

    private static String line(String series, double value) {
        return String.format(Locale.ROOT, "crealia_%s %.6f%n", series, value);
    }

    private void send(String text) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(group).PUT(BodyPublishers.ofString(text)).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the Pushgateway answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
