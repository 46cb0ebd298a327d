package io.crealia.local.observability;

import java.util.List;
import java.util.Locale;

/** The four classes of metrics, and the metrics about the metrics' own way. */
public enum MetricClass {
    PERFORMANCE(List.of("http_", "function_invocations_", "function_duration_", "workflow_step_duration_",
            "workflow_run_duration_")), RESOURCES(List.of("function_", "queue_", "dead_letter_")), SECURITY(
                    List.of("auth_", "rate_limited_", "quota_refusals_", "signature_", "traversal_",
                            "requests_refused_", "media_rejected_")), BUSINESS(
                                    List.of("uploads_", "transcode", "reels_", "ai_", "cost_", "workflow_", "webhook_",
                                            "erasures_")), METRICS(List.of("metrics_"));

    private static final String PREFIX = "crealia_";

    private final List<String> beginnings;

    MetricClass(List<String> beginnings) {
        this.beginnings = beginnings;
    }

    /**
     * @param metric its whole name
     * @throws IllegalArgumentException for a metric of no class
     */
    public static MetricClass of(String metric) {
        for (var each : values()) {
            if (each.beginnings.stream().anyMatch(beginning -> metric.startsWith(PREFIX + beginning))) {
                return each;
            }
        }
        throw new IllegalArgumentException("metric " + metric + " is of no class: expected one of "
                + List.of(values()));
    }

    public String title() {
        return this == METRICS ? "the metrics' own way" : name().toLowerCase(Locale.ROOT);
    }
}
