package io.crealia.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Five times what the API serves at its best, in an open model: requests come whether or not earlier ones were answered. Then
 * the clients of the best step come back, and the time until all is as before is taken.
 *
 * @param peak the step that served most
 * @param overload five times as many requests
 * @param after the clients of {@code peak} once more, from the second after the overload on
 */
record LoadOverload(LoadResult peak, LoadResult overload, LoadResult after) {
    static final int TIMES = 5;
    /** Served during the overload, of what is served at the peak. */
    static final double LEAST_GOODPUT = 0.8;
    static final long LATEST_REFUSAL_MS = 50;
    static final int LATEST_NORMAL_SECONDS = 10;

    private static final List<Integer> STEPS = List.of(50, 100, 200);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration OVERLOAD = Duration.ofSeconds(20);
    private static final Duration AFTER = Duration.ofSeconds(20);
    /** More than one generator on this machine sends. */
    private static final double HIGHEST_RATE = 50_000;

    /** What finds the peak. */
    static List<LoadPhase> peakPhases() {
        return STEPS.stream().map(step -> LoadPhase.closed(step, 0, STEP)).toList();
    }

    static LoadResult peakOf(List<LoadResult> steps) {
        return steps.stream().max(Comparator.comparingDouble(LoadResult::servedEachSecond)).orElseThrow();
    }

    /**
     * What comes before, the overload, and what follows it; nothing that follows is left out. Before, requests come by
     * themselves too, and less than can be served: an overload meets an API that is at work, and so a generator that is.
     */
    static List<LoadPhase> phases(LoadResult peak) {
        var rate = Math.min(HIGHEST_RATE, Math.max(1, TIMES * peak.servedEachSecond()));
        return List.of(LoadPhase.open("before", Math.max(1, LEAST_GOODPUT * peak.servedEachSecond()), BEFORE),
                LoadPhase.open("overload", rate, OVERLOAD),
                new LoadPhase("after", peak.connections(), 0, Duration.ZERO, AFTER));
    }

    /** @param results of {@link #phases} */
    static LoadOverload of(LoadResult peak, List<LoadResult> results) {
        return new LoadOverload(peak, results.get(1), results.get(2));
    }

    double goodput() {
        return overload.servedEachSecond() / Math.max(1e-9, peak.servedEachSecond());
    }

    /** Requests that came, of what was asked of the generator: below 1 it could not send faster. */
    double sent() {
        return overload.requests() * 1000.0 / overload.duration().toMillis() / (TIMES * peak.servedEachSecond());
    }

    /** From the last request of the overload to the first of what follows: until the last of them was answered. */
    private Duration drained() {
        var arrivals = LoadPhase.open("overload", 1, overload.duration()).whole();
        var drained = after.began().minus(overload.began()).minus(arrivals);
        return drained.isNegative() ? Duration.ZERO : drained;
    }

    /**
     * Seconds from the last request of the overload until the API is as before: no refusal any more, and at least {@link #LEAST_GOODPUT}
     * of the peak in each second that follows; -1 if it never is. The last second, in which clients end, does not count.
     */
    int normalAfterSeconds() {
        var last = after.servedPerSecond().size() - 1;
        for (var second = last - 1; second >= 0; second--) {
            var fine = after.refusedPerSecond().get(second) == 0
                    && after.servedPerSecond().get(second) >= LEAST_GOODPUT * peak.servedEachSecond();
            if (!fine) {
                return second + 1 >= last ? -1 : second + 1 + drainedSeconds();
            }
        }
        return drainedSeconds();
    }

    /** Begun ones count as whole. */
    private int drainedSeconds() {
        return Math.toIntExact(drained().plusMillis(999).toSeconds());
    }

    /** What was aimed at and not reached; empty when all was. */
    List<String> missed() {
        var missed = new ArrayList<String>();
        if (goodput() < LEAST_GOODPUT) {
            missed.add(String.format(Locale.ROOT, "served %.0f %% of the peak, aimed at %.0f %%", goodput() * 100,
                    LEAST_GOODPUT * 100));
        }
        if (overload.refused().p99() > LATEST_REFUSAL_MS) {
            missed.add("99 % of the refusals came within " + overload.refused().p99() + " ms, aimed at "
                    + LATEST_REFUSAL_MS);
        }
        if (overload.refusedWithoutRetryAfter() > 0) {
            missed.add(overload.refusedWithoutRetryAfter() + " refusals without Retry-After");
        }
        if (normalAfterSeconds() < 0 || normalAfterSeconds() > LATEST_NORMAL_SECONDS) {
            missed.add("not as before within " + LATEST_NORMAL_SECONDS + " s");
        }
        for (var phase : List.of(peak, overload, after)) {
            if (!phase.clean()) {
                missed.add(phase.name() + ": " + phase.socketErrors() + " socket errors, " + phase.serverErrors()
                        + " 5xx, others " + phase.otherErrors());
            }
        }
        return missed;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT,
                "Overload: %.1f times the peak came (aim %d); served %.0f %% of the peak; refusals within %d ms (p99),"
                        + " %d without Retry-After; as before after %d s.",
                sent() * TIMES, TIMES, goodput() * 100, overload.refused().p99(),
                overload.refusedWithoutRetryAfter(), normalAfterSeconds()));
        missed().forEach(line -> lines.add("Missed: " + line));
        return lines;
    }

    ObjectNode json() {
        var json = Json.object().put("peak_per_second", peak.servedEachSecond()).put("times_sent", sent() * TIMES)
                .put("goodput", goodput()).put("refusal_p99_ms", overload.refused().p99())
                .put("normal_after_seconds", normalAfterSeconds());
        missed().forEach(json.putArray("missed")::add);
        return json;
    }
}
