package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one phase of load saw.
 *
 * @param began on the generator's clock, so that phases can be compared
 * @param served answers 2xx
 * @param refused answers 429
 * @param refusedWithoutRetryAfter of these, which do not say when to come again
 * @param answers how many by status; {@code socket} where there was none
 * @param kinds how many requests of each kind
 * @param servedPerSecond answers 2xx in each second
 * @param serverCpu of the whole local edition: functions, API front and stores
 */
record LoadResult(String name, int connections, Duration began, Duration duration, Times served, Times refused,
        long refusedWithoutRetryAfter, Map<String, Long> answers, Map<String, Long> kinds,
        List<Integer> servedPerSecond,
        List<Integer> refusedPerSecond, Duration serverCpu, Duration generatorCpu) {

    /** Milliseconds from the request to the end of the answer. */
    record Times(long count, long p50, long p95, long p99, long max) {
        static Times of(JsonNode json) {
            return new Times(json.path("count").asLong(), json.path("p50_ms").asLong(), json.path("p95_ms").asLong(),
                    json.path("p99_ms").asLong(), json.path("max_ms").asLong());
        }
    }

    static LoadResult of(JsonNode json) {
        return new LoadResult(json.path("name").asText(), json.path("connections").asInt(),
                Duration.ofMillis(json.path("began_ms").asLong()),
                Duration.ofMillis(json.path("duration_ms").asLong()), Times.of(json.path("served")),
                Times.of(json.path("refused")), json.path("refused").path("without_retry_after").asLong(),
                counts(json.path("answers")), counts(json.path("requests_by_kind")),
                numbers(json.path("served_per_second")), numbers(json.path("refused_per_second")),
                Duration.ofMillis(json.path("server_cpu_ms").asLong()),
                Duration.ofMillis(json.path("generator_cpu_ms").asLong()));
    }

    long requests() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }

    double servedEachSecond() {
        return served.count() * 1000.0 / duration.toMillis();
    }

    long socketErrors() {
        return answers.getOrDefault("socket", 0L);
    }

    long serverErrors() {
        return answers.entrySet().stream().filter(answer -> answer.getKey().startsWith("5"))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** What is neither a success nor a refusal nor counted by {@link #serverErrors} or {@link #socketErrors}. */
    Map<String, Long> otherErrors() {
        var others = new TreeMap<>(answers);
        others.keySet().removeIf(status -> status.startsWith("2") || status.startsWith("5") || status.equals("429")
                || status.equals("socket"));
        return others;
    }

    boolean clean() {
        return socketErrors() == 0 && serverErrors() == 0 && otherErrors().isEmpty();
    }

    /** Cores that the server kept busy. */
    double serverCores() {
        return serverCpu.toMillis() / (double) duration.toMillis();
    }

    double generatorCores() {
        return generatorCpu.toMillis() / (double) duration.toMillis();
    }

    double serverCpuMillisPerRequest() {
        return requests() == 0 ? 0 : serverCpu.toMillis() / (double) requests();
    }

    private static Map<String, Long> counts(JsonNode json) {
        var counts = new TreeMap<String, Long>();
        json.properties().forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
        return Map.copyOf(counts);
    }

    private static List<Integer> numbers(JsonNode json) {
        var numbers = new ArrayList<Integer>();
        json.forEach(each -> numbers.add(each.asInt()));
        return List.copyOf(numbers);
    }
}
