package io.crealia.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What one phase saw between two moments. Thread-safe. Answers count by the moment at which they come, errors whenever they
 * come, and times also of what was sent within the phase and answered after it. Times are in
 * milliseconds, as Gatling measures them, from sending the request to the last byte of the answer.
 */
final class Tally {
    private static final long LONGEST_MS = TimeUnit.MINUTES.toMillis(2);
    private static final int DIGITS = 3;

    private final Duration ramp;
    private final Duration duration;
    private final Histogram served = histogram();
    private final Histogram refused = histogram();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final int[] servedPerSecond;
    private final int[] refusedPerSecond;
    private int refusedWithoutRetryAfter;

    Tally(Phase phase) {
        this.ramp = phase.ramp();
        this.duration = phase.duration();
        var seconds = (int) duration.plusMillis(999).toSeconds();
        this.servedPerSecond = new int[seconds];
        this.refusedPerSecond = new int[seconds];
    }

    /**
     * @param since the phase's start
     * @param kind of request
     * @param status 0 where there was no answer
     * @param retryAfter whether the answer says when to come again
     */
    synchronized void count(Duration since, String kind, int status, long millis, boolean retryAfter) {
        var at = since.minus(ramp);
        var ok = status >= 200 && status < 300;
        if (!ok && status != 429) {
            answers.merge(status == 0 ? "socket" : Integer.toString(status), 1, Integer::sum);
        }
        var sent = at.minusMillis(millis);
        if (at.isNegative() || sent.compareTo(duration) >= 0) {
            return;
        }
        if (ok) {
            served.recordValue(Math.min(millis, LONGEST_MS));
        } else if (status == 429) {
            refused.recordValue(Math.min(millis, LONGEST_MS));
            refusedWithoutRetryAfter += retryAfter ? 0 : 1;
        }
        if (at.compareTo(duration) < 0) {
            within((int) at.toSeconds(), kind, status, ok);
        }
    }

    private void within(int second, String kind, int status, boolean ok) {
        kinds.merge(kind, 1, Integer::sum);
        if (ok) {
            answers.merge(Integer.toString(status), 1, Integer::sum);
            servedPerSecond[second]++;
        } else if (status == 429) {
            answers.merge("429", 1, Integer::sum);
            refusedPerSecond[second]++;
        }
    }

    synchronized ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("served", times(served).put("count", IntStream.of(servedPerSecond).sum()));
        json.set("refused", times(refused).put("count", IntStream.of(refusedPerSecond).sum())
                .put("without_retry_after", refusedWithoutRetryAfter));
        json.set("requests_by_kind", counts(kinds));
        json.set("answers", counts(answers));
        var perSecond = json.putArray("served_per_second");
        for (var each : servedPerSecond) {
            perSecond.add(each);
        }
        var refusals = json.putArray("refused_per_second");
        for (var each : refusedPerSecond) {
            refusals.add(each);
        }
        return json;
    }

    private static ObjectNode counts(Map<String, Integer> counts) {
        var json = JsonNodeFactory.instance.objectNode();
        counts.forEach(json::put);
        return json;
    }

    private static ObjectNode times(Histogram times) {
        return JsonNodeFactory.instance.objectNode().put("p50_ms", times.getValueAtPercentile(50))
                .put("p95_ms", times.getValueAtPercentile(95))
                .put("p99_ms", times.getValueAtPercentile(99)).put("max_ms", times.getMaxValue());
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MS, DIGITS);
    }
}
