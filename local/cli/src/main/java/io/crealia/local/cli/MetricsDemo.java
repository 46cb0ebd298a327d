package io.crealia.local.cli;

import io.crealia.local.observability.MetricCatalogue;
import io.crealia.local.observability.ObservabilityStack;
import io.crealia.local.observability.query.Prometheus;
import io.crealia.local.observability.query.PrometheusException;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** What {@code demo --observability} does besides the demo: a webhook endpoint, refused calls, and the table of metrics. */
final class MetricsDemo implements AutoCloseable {
    private static final String EVERYTHING = "{__name__=~\"crealia_.+\"}";
    private static final String PUSHES = "sum(crealia_metrics_exporter_pushes_total)";
    /** A series that is new is pushed as zero twice before its value is. */
    private static final int PUSHES_UNTIL_SEEN = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Session session;
    private final EditionSettings settings;
    private final Prometheus prometheus;
    private final WebhookReceiver receiver;
    private final String endpoint;

    private MetricsDemo(Session session, EditionSettings settings, Prometheus prometheus, WebhookReceiver receiver,
            String endpoint) {
        this.session = session;
        this.settings = settings;
        this.prometheus = prometheus;
        this.receiver = receiver;
        this.endpoint = endpoint;
    }

    /** @throws PrometheusException if the edition that runs is not watched */
    static MetricsDemo open(Session session, EditionSettings settings) throws IOException {
        var prometheus = new Prometheus(address(settings));
        if (!prometheus.ready()) {
            prometheus.close();
            throw notWatched(settings);
        }
        var receiver = WebhookReceiver.start(0, _ -> {}, () -> {});
        var endpoint = session.api().post("/v1/webhook-endpoints",
                Json.object().put("url", "http://127.0.0.1:" + receiver.port() + "/"), UUID.randomUUID().toString());
        receiver.trust(endpoint);
        return new MetricsDemo(session, settings, prometheus, receiver, endpoint.path("id").asText());
    }

    private static URI address(EditionSettings settings) {
        return ObservabilityStack.prometheusOf(settings.observabilityData()).orElseThrow(() -> notWatched(settings));
    }

    private static PrometheusException notWatched(EditionSettings settings) {
        return new PrometheusException("--observability: an edition runs on " + settings.home()
                + " without it; end that one, or start it with ./crealia up --observability");
    }

    /** @return what to print, after a wait until the demo's last deed is in Prometheus */
    List<String> finish(Journey.Outcome outcome) {
        var lines = new ArrayList<String>();
        lines.add(new RefusedCalls(session.api(), DeveloperToken.issue(settings, session.issuer()), outcome.assetId(),
                settings.home().resolve("sample")).make());
        if (awaitPushes()) {
            var catalogue = MetricCatalogue.read(settings.root().resolve("observability/metrics.md"));
            var table = new MetricsTable(prometheus.now(EVERYTHING));
            lines.addAll(table.lines(catalogue));
            lines.add("");
            lines.add(table.summary(catalogue));
        } else {
            lines.add("metrics   metrics-exporter pushed nothing within " + PATIENCE.toSeconds()
                    + " s; see ./crealia logs");
        }
        lines.add("pictures  ./crealia up --observability, then ./crealia dashboard");
        return lines;
    }

    private boolean awaitPushes() {
        var wanted = pushes() + PUSHES_UNTIL_SEEN;
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (pushes() >= wanted) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }

    /** As Prometheus has scraped them; 0 before the first. */
    private double pushes() {
        return prometheus.now(PUSHES).stream().mapToDouble(series -> series.samples().getFirst().value()).sum();
    }

    @Override
    public void close() {
        try {
            session.api().delete("/v1/webhook-endpoints/" + endpoint);
        } finally {
            receiver.close();
            prometheus.close();
        }
    }
}
