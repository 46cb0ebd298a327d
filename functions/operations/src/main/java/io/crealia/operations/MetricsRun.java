package io.crealia.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.operations.usecase.PushMetrics;
import io.crealia.operations.usecase.PushMetrics.Result;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What {@code metrics-exporter} does at each tick, and what it answers. A Pushgateway that is away is no failure. */
final class MetricsRun {
    private static final Log LOG = Log.of(MetricsRun.class);
    private final Optional<PushMetrics> push;
    private final AtomicBoolean said = new AtomicBoolean();

    MetricsRun(Optional<PushMetrics> push) {
        this.push = push;
    }

    ObjectNode execute() {
        if (push.isEmpty()) {
            if (said.compareAndSet(false, true)) {
                LOG.info("no Pushgateway is configured, so metrics are not pushed");
            }
            return Json.object().put("state", "not_configured");
        }
        return switch (push.get().execute()) {
            case Result.Pushed(var series) -> Json.object().put("state", "pushed").put("series", series);
            case Result.Busy() -> Json.object().put("state", "busy");
            case Result.Unreachable() -> Json.object().put("state", "unreachable");
        };
    }
}
