package io.crealia.ai.adapter.provider;

import io.crealia.ai.port.AiFailure;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import java.time.Duration;
import java.util.function.Supplier;

/** What is counted of calls to providers. Operations are {@code transcribe}, {@code align}, {@code enrich}, {@code rerank}. */
public final class AiMeasures {
    private AiMeasures() {}

    /** A task's name without our own prefix. */
    public static String operation(String task) {
        return task.startsWith("crealia_") ? task.substring("crealia_".length()) : task;
    }

    /** Makes a call, repetitions by {@link ProviderCalls} included, and counts it as one. */
    public static <T> T call(String operation, Supplier<T> call) {
        var start = System.nanoTime();
        var outcome = "failed";
        try {
            var answer = call.get();
            outcome = "ok";
            return answer;
        } catch (AiFailure e) {
            outcome = e.code().equals(AiFailure.REFUSED) ? "refused" : "failed";
            throw e;
        } finally {
            Metrics.count(Metric.AI_CALLS, operation, outcome);
            Metrics.observe(Metric.AI_CALL_DURATION, Duration.ofNanos(System.nanoTime() - start), operation);
        }
    }

    /** What a purchase has used, once, by whoever made it. */
    static void used(String operation, Amount used) {
        Metrics.add(Metric.AI_TOKENS, used.inputTokens(), operation, "input");
        Metrics.add(Metric.AI_TOKENS, used.outputTokens(), operation, "output");
    }
}
