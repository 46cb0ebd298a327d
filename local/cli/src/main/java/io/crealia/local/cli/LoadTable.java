package io.crealia.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of load phases as a table for people and as JSON. */
final class LoadTable {
    /** What the system before this one reached, by its own report; 1000 ms is its mean. */
    static final double OLD_REQUESTS_PER_SECOND = 34.14;

    private LoadTable() {}

    static List<String> lines(List<LoadResult> results) {
        var lines = new ArrayList<String>();
        lines.add("| phase | requests | served/s | times the old system | p50 ms | p95 ms | p99 ms | refused (429)"
                + " | other errors | socket errors | 5xx | server, cores | generator, cores | server CPU, ms a request |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        lines.add("| the old system (its own report) | | 34.14 | 1 | 1000 (mean) | | | | | | | | | |");
        results.forEach(result -> lines.add(line(result)));
        return lines;
    }

    private static String line(LoadResult result) {
        var served = result.served();
        return String.format(Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %d | %d | %d | %d | %s | %d | %d | %.2f | %.2f | %.2f |", result.name(),
                result.requests(), result.servedEachSecond(), result.servedEachSecond() / OLD_REQUESTS_PER_SECOND,
                served.p50(), served.p95(), served.p99(), result.refused().count(), kinds(result.otherErrors()),
                result.socketErrors(), result.serverErrors(), result.serverCores(), result.generatorCores(),
                result.serverCpuMillisPerRequest());
    }

    /** Of the requests that were sent, so that the mix can be seen. */
    static String mix(List<LoadResult> results) {
        var all = new TreeMap<String, Long>();
        results.forEach(result -> result.kinds().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        var sum = all.values().stream().mapToLong(Long::longValue).sum();
        return all.entrySet().stream().map(kind -> String.format(Locale.ROOT, "%s %.1f %%", kind.getKey(),
                kind.getValue() * 100.0 / Math.max(1, sum))).collect(Collectors.joining(", "));
    }

    private static String kinds(Map<String, Long> errors) {
        return errors.isEmpty()
                ? "0"
                : errors.entrySet().stream().map(error -> error.getKey() + ": " + error.getValue())
                        .collect(Collectors.joining(", "));
    }

    static ObjectNode json(LoadResult result) {
        var json = Json.object().put("name", result.name()).put("connections", result.connections())
                .put("duration_ms", result.duration().toMillis()).put("requests", result.requests())
                .put("served_per_second", result.servedEachSecond()).put("socket_errors", result.socketErrors())
                .put("server_errors", result.serverErrors()).put("server_cpu_ms", result.serverCpu().toMillis())
                .put("generator_cpu_ms", result.generatorCpu().toMillis())
                .put("refused_without_retry_after", result.refusedWithoutRetryAfter());
        times(json.putObject("served"), result.served());
        times(json.putObject("refused"), result.refused());
        var answers = json.putObject("answers");
        new TreeMap<>(result.answers()).forEach(answers::put);
        var kinds = json.putObject("requests_by_kind");
        new TreeMap<>(result.kinds()).forEach(kinds::put);
        return json;
    }

    private static void times(ObjectNode json, LoadResult.Times times) {
        json.put("count", times.count()).put("p50_ms", times.p50()).put("p95_ms", times.p95())
                .put("p99_ms", times.p99()).put("max_ms", times.max());
    }
}
