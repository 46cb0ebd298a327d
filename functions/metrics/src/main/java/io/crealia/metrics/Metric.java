package io.crealia.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue: all that is measured. {@code observability/metrics.md} is the same for people; a test compares the two.
 * Gauges are made by the exporter from what it finds; the others are counted where their facts are committed.
 */
public final class Metric {
    public static final String PREFIX = "crealia_";
    private static final Map<String, Metric> BY_NAME = new LinkedHashMap<>();

    // Performance
    public static final Metric HTTP_REQUESTS = new Metric(Type.COUNTER, Area.PERFORMANCE, "http_requests_total",
            Unit.ONE, "Answers of the API", Label.FUNCTION, Label.ROUTE, Label.STATUS);
    public static final Metric HTTP_REQUEST_DURATION = new Metric(Type.HISTOGRAM, Area.PERFORMANCE,
            "http_request_duration_seconds", Unit.SECONDS, "Time from a request's arrival in a function to its answer",
            Label.FUNCTION);
    public static final Metric FUNCTION_INVOCATIONS = new Metric(Type.COUNTER, Area.PERFORMANCE,
            "function_invocations_total", Unit.ONE, "Invocations", Label.FUNCTION,
            Label.of("outcome", "ok", "error", "partial"));
    public static final Metric FUNCTION_DURATION = new Metric(Type.HISTOGRAM, Area.PERFORMANCE,
            "function_duration_seconds", Unit.SECONDS, "Time of an invocation", Label.FUNCTION);
    public static final Metric WORKFLOW_STEP_DURATION = new Metric(Type.HISTOGRAM, Area.PERFORMANCE,
            "workflow_step_duration_seconds", Unit.SECONDS, "Time from the start of a step's first attempt to its end",
            Label.STEP);
    public static final Metric WORKFLOW_RUN_DURATION = new Metric(Type.HISTOGRAM, Area.PERFORMANCE,
            "workflow_run_duration_seconds", Unit.SECONDS, "Time from a run's start to its end", Label.TEMPLATE);
    public static final Metric AI_CALL_DURATION = new Metric(Type.HISTOGRAM, Area.PERFORMANCE,
            "ai_call_duration_seconds", Unit.SECONDS, "Time of a call to an AI provider, its retries included",
            Label.OPERATION);
    public static final Metric QUEUE_WAIT = new Metric(Type.HISTOGRAM, Area.PERFORMANCE, "queue_wait_seconds",
            Unit.SECONDS, "Time from a message's sending to its receipt", Label.QUEUE);

    // Resources
    public static final Metric COLD_STARTS = new Metric(Type.COUNTER, Area.RESOURCES, "function_cold_starts_total",
            Unit.ONE, "Environments that were begun", Label.FUNCTION, Label.of("kind", "init", "restore"));
    public static final Metric INIT_DURATION = new Metric(Type.HISTOGRAM, Area.RESOURCES,
            "function_init_duration_seconds", Unit.SECONDS,
            "Time of an environment's initialisation, or of what is done after a restore", Label.FUNCTION);
    public static final Metric CPU_SECONDS = new Metric(Type.COUNTER, Area.RESOURCES, "function_cpu_seconds_total",
            Unit.SECONDS, "Processor time used while invocations ran", Label.FUNCTION);
    public static final Metric CPU_AVAILABLE = new Metric(Type.COUNTER, Area.RESOURCES,
            "function_cpu_available_seconds_total", Unit.SECONDS,
            "Processor time there was while invocations ran: cores times time", Label.FUNCTION);
    public static final Metric MEMORY = new Metric(Type.GAUGE, Area.RESOURCES, "function_memory_bytes", Unit.BYTES,
            "Resident memory of all environments that reported in the last minutes", Label.FUNCTION);
    public static final Metric MEMORY_LIMIT = new Metric(Type.GAUGE, Area.RESOURCES, "function_memory_limit_bytes",
            Unit.BYTES, "Memory that those environments may use", Label.FUNCTION);
    public static final Metric ENVIRONMENTS = new Metric(Type.GAUGE, Area.RESOURCES, "function_environments", Unit.ONE,
            "Environments that reported in the last minutes", Label.FUNCTION);
    public static final Metric DISK = new Metric(Type.GAUGE, Area.RESOURCES, "function_disk_used_bytes", Unit.BYTES,
            "Used space of the temporary folders of those environments", Label.FUNCTION);
    public static final Metric QUEUE_MESSAGES = new Metric(Type.GAUGE, Area.RESOURCES, "queue_messages", Unit.ONE,
            "Messages in a queue", Label.QUEUE, Label.of("state", "visible", "in_flight", "delayed"));
    public static final Metric QUEUE_OLDEST = new Metric(Type.GAUGE, Area.RESOURCES, "queue_oldest_message_age_seconds",
            Unit.SECONDS, "At most this old is the oldest visible message; 0 without one", Label.QUEUE);
    public static final Metric DEAD_LETTERS = new Metric(Type.GAUGE, Area.RESOURCES, "dead_letter_messages", Unit.ONE,
            "Messages in a dead letter queue", Label.DEAD_LETTERS);
    public static final Metric WORKFLOW_OPEN_RUNS = new Metric(Type.GAUGE, Area.RESOURCES, "workflow_open_runs",
            Unit.ONE, "Runs that have not ended");
    public static final Metric WORKFLOW_OLDEST_OVERDUE = new Metric(Type.GAUGE, Area.RESOURCES,
            "workflow_oldest_overdue_seconds", Unit.SECONDS,
            "How long the longest overdue run should have been driven on; 0 without one");

    // Security
    public static final Metric AUTH_REFUSALS = new Metric(Type.COUNTER, Area.SECURITY, "auth_refusals_total", Unit.ONE,
            "Calls refused for who made them", Label.of("reason", "no_token", "bad_token", "no_scope", "playback"));
    public static final Metric RATE_LIMITED = new Metric(Type.COUNTER, Area.SECURITY, "rate_limited_total", Unit.ONE,
            "Calls refused for coming too fast",
            Label.of("class", "read", "list", "write", "create", "privacy", "play"));
    public static final Metric QUOTA_REFUSALS = new Metric(Type.COUNTER, Area.SECURITY, "quota_refusals_total",
            Unit.ONE, "What was refused because a tenant's day is full", Label.of("quota", "uploads", "budget"));
    public static final Metric SIGNATURE_FAILURES = new Metric(Type.COUNTER, Area.SECURITY, "signature_failures_total",
            Unit.ONE, "Signatures that do not hold", Label.of("kind", "token", "playback"));
    public static final Metric TRAVERSAL_ATTEMPTS = new Metric(Type.COUNTER, Area.SECURITY, "traversal_attempts_total",
            Unit.ONE, "Calls whose path or parameters climb out of a folder");
    public static final Metric REQUESTS_REFUSED = new Metric(Type.COUNTER, Area.SECURITY, "requests_refused_total",
            Unit.ONE, "Calls refused, by problem code", Label.CODE);
    public static final Metric MEDIA_REJECTED = new Metric(Type.COUNTER, Area.SECURITY, "media_rejected_total",
            Unit.ONE, "Uploads rejected for their content",
            Label.of("reason", "upload.empty", "upload.size_mismatch", "upload.checksum_mismatch", "upload.not_media"));

    // Business
    public static final Metric UPLOADS_STARTED = new Metric(Type.COUNTER, Area.BUSINESS, "uploads_started_total",
            Unit.ONE, "Uploads started");
    public static final Metric UPLOADS_COMPLETED = new Metric(Type.COUNTER, Area.BUSINESS, "uploads_completed_total",
            Unit.ONE, "Uploads whose object was accepted");
    public static final Metric UPLOADS_BYTES = new Metric(Type.COUNTER, Area.BUSINESS, "uploads_bytes_total",
            Unit.BYTES, "Bytes of accepted uploads");
    public static final Metric TRANSCODES = new Metric(Type.COUNTER, Area.BUSINESS, "transcodes_total", Unit.ONE,
            "Transcoding jobs that ended", Label.of("outcome", "succeeded", "failed", "cancelled"));
    public static final Metric TRANSCODED_MEDIA = new Metric(Type.COUNTER, Area.BUSINESS,
            "transcoded_media_seconds_total", Unit.SECONDS,
            "Duration of the sources of transcoding jobs that succeeded");
    public static final Metric REELS = new Metric(Type.COUNTER, Area.BUSINESS, "reels_total", Unit.ONE,
            "Reels, by how they ended", Label.of("outcome", "ready", "skipped", "failed"));
    public static final Metric AI_CALLS = new Metric(Type.COUNTER, Area.BUSINESS, "ai_calls_total", Unit.ONE,
            "Calls to an AI provider, retries not counted", Label.OPERATION,
            Label.of("outcome", "ok", "failed", "refused"));
    public static final Metric AI_TOKENS = new Metric(Type.COUNTER, Area.BUSINESS, "ai_tokens_total", Unit.ONE,
            "Tokens of AI calls", Label.OPERATION, Label.of("direction", "input", "output"));
    public static final Metric COST = new Metric(Type.COUNTER, Area.BUSINESS, "cost_micros_total", Unit.MICROS,
            "What was spent, in millionths of a US dollar",
            Label.of("kind", "transcode", "reels", "captions", "enrich", "highlights"));
    public static final Metric WORKFLOW_STEPS = new Metric(Type.COUNTER, Area.BUSINESS, "workflow_steps_total",
            Unit.ONE, "Steps of runs that ended", Label.STEP,
            Label.of("outcome", "succeeded", "skipped", "failed", "retried"));
    public static final Metric WORKFLOW_RUNS = new Metric(Type.COUNTER, Area.BUSINESS, "workflow_runs_total", Unit.ONE,
            "Runs that ended", Label.TEMPLATE,
            Label.of("outcome", "ready", "ready_degraded", "failed", "rejected", "expired", "cancelled", "erased"));
    public static final Metric WEBHOOK_ATTEMPTS = new Metric(Type.COUNTER, Area.BUSINESS, "webhook_attempts_total",
            Unit.ONE, "Attempts to send a webhook", Label.of("outcome", "delivered", "failed"));
    public static final Metric WEBHOOK_MESSAGES = new Metric(Type.COUNTER, Area.BUSINESS, "webhook_messages_total",
            Unit.ONE, "Webhooks that ended", Label.of("outcome", "delivered", "exhausted", "disabled"));
    public static final Metric ERASURES = new Metric(Type.COUNTER, Area.BUSINESS, "erasures_total", Unit.ONE,
            "Erasures that ended, which all do by their certificate", Label.of("outcome", "certified"));

    // The path itself
    public static final Metric METRICS_FLUSHES = new Metric(Type.COUNTER, Area.PATH, "metrics_flushes_total", Unit.ONE,
            "Batches that functions tried to send", Label.of("outcome", "ok", "failed", "unconnected"));
    public static final Metric METRICS_DROPPED = new Metric(Type.COUNTER, Area.PATH, "metrics_dropped_total", Unit.ONE,
            "Samples given up");
    public static final Metric METRICS_SERIES = new Metric(Type.GAUGE, Area.PATH, "metrics_series", Unit.ONE,
            "Series in the last push");
    public static final Metric METRICS_SINCE = new Metric(Type.GAUGE, Area.PATH, "metrics_since_timestamp_seconds",
            Unit.SECONDS, "When the totals began; a new value means that Redis had lost them");
    public static final Metric EXPORTER_PUSHES = new Metric(Type.COUNTER, Area.PATH, "metrics_exporter_pushes_total",
            Unit.ONE, "Pushes that were acknowledged");
    public static final Metric EXPORTER_LAST_PUSH = new Metric(Type.GAUGE, Area.PATH,
            "metrics_exporter_last_push_timestamp_seconds", Unit.SECONDS,
            "When the exporter made the text that was pushed");

    private static final long MICROS = 1_000_000;
    /** Upper bounds in microseconds: a step of at most 50 ms up to 0.5 s and 100 ms up to 1 s keeps a P95 within 50 ms. */
    private static final long[] CALL = seconds(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45,
            0.5,
            0.6, 0.7, 0.8, 0.9, 1, 1.5, 2, 3, 5, 10, 30);
    /** For what takes minutes. */
    private static final long[] WORK = seconds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300,
            600,
            1200, 1800, 3600, 7200, 14400);

    public enum Type {
        COUNTER, HISTOGRAM, GAUGE
    }

    /** The four classes of the catalogue, and the path's own. */
    public enum Area {
        PERFORMANCE, RESOURCES, SECURITY, BUSINESS, PATH
    }

    public enum Unit {
        ONE, SECONDS, BYTES, MICROS
    }

    private final Type type;
    private final Area area;
    private final String name;
    private final Unit unit;
    private final String help;
    private final List<Label> labels;

    private Metric(Type type, Area area, String name, Unit unit, String help, Label... labels) {
        this.type = type;
        this.area = area;
        this.name = PREFIX + name;
        this.unit = unit;
        this.help = help;
        this.labels = List.of(labels);
        BY_NAME.put(this.name, this);
    }

    /** All of them, in the order of the catalogue. */
    public static List<Metric> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static Optional<Metric> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** As Prometheus has it. */
    public String metricName() {
        return name;
    }

    public Type type() {
        return type;
    }

    public Area area() {
        return area;
    }

    public Unit unit() {
        return unit;
    }

    public String help() {
        return help;
    }

    public List<Label> labels() {
        return labels;
    }

    /** By what a total is divided to have the metric's unit. */
    public long scale() {
        return unit == Unit.SECONDS ? MICROS : 1;
    }

    /** A histogram's upper bounds in microseconds, ascending, without the last, which is infinite. */
    public long[] bounds() {
        return shape().clone();
    }

    /** The number of the bucket that an observation falls into, from 0; the last is unbounded. */
    int bucket(long micros) {
        var bounds = shape();
        var bucket = 0;
        while (bucket < bounds.length && micros > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }

    private long[] shape() {
        return this == HTTP_REQUEST_DURATION || this == INIT_DURATION ? CALL : WORK;
    }

    private static long[] seconds(double... bounds) {
        var micros = new long[bounds.length];
        for (var i = 0; i < bounds.length; i++) {
            micros[i] = Math.round(bounds[i] * MICROS);
        }
        return micros;
    }
}
