package io.crealia.operations.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crealia.operations.fake.FakePushTarget;
import io.crealia.operations.usecase.PushMetrics.Result;
import io.crealia.platform.lambda.Outlets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ground truth by a model of Prometheus: the functions' own flush over the embedded Redis, the exporter, and Prometheus'
 * arithmetic over what it pushed. {@link PrometheusTruthTest} does the same with the real programs where they are.
 */
class ModelTruthTest {
    private static final int MINUTES = 60;
    @TempDir
    private Path folder;

    private static Predicate<Map<String, String>> of(String function) {
        return labels -> function.equals(labels.get("function"));
    }

    private static Predicate<Map<String, String>> errorsOf(String function) {
        return of(function).and(labels -> "5xx".equals(labels.get("status")));
    }

    @Test
    void prometheus_seesWhatHappened_andANaivePushDoesNot() {
        try (var redis = new Redis(folder)) {
            var traffic = new Traffic(20260301, Outlets.redis(redis.connection));
            var target = new FakePushTarget();
            var exporter = redis.exporter(target);
            var seen = new Scrapes();
            var naive = new Scrapes();
            for (var minute = 0; minute < MINUTES + 3; minute++) {
                if (minute < MINUTES) {
                    traffic.minute(minute);
                }
                target.away = minute == 20 || minute == 21;
                exporter = minute == 12 || minute == 33 ? redis.exporter(target) : exporter;
                assertThat(exporter.execute() instanceof Result.Pushed).isEqualTo(!target.away);
                seen.scrape(target.texts.getLast());
                naive.scrape(naive(traffic));
            }
            for (var function : Traffic.FUNCTIONS) {
                var truth = traffic.truth(function);
                var requests = seen.increase("crealia_http_requests_total", of(function)) / truth.seconds.size();
                var p95 = seen.quantile(0.95, "crealia_http_request_duration_seconds", of(function));
                System.out.printf("%-13s %5d requests: seen %.1f %%, naive %.1f %%; %3d errors: seen %.0f, naive %.0f; "
                        + "P95 %.0f ms, seen %.0f ms%n", function, truth.seconds.size(), 100 * requests,
                        100 * naive.increase("naive_requests_total", of(function)) / truth.seconds.size(),
                        truth.errors, seen.increase("crealia_http_requests_total", errorsOf(function)),
                        naive.increase("naive_errors_total", of(function)), 1000 * truth.p95(), 1000 * p95);
                assertThat(requests).as("requests of " + function).isBetween(0.98, 1.02);
                assertThat(seen.increase("crealia_http_requests_total", errorsOf(function)))
                        .as("errors of " + function).isEqualTo(truth.errors, within(1e-6));
                assertThat(p95).as("P95 of " + function).isCloseTo(truth.p95(), within(0.05));
            }
            assertThat(naive.increase("naive_requests_total", of(Traffic.SPARSE))).isZero();
        }
    }

    /** What a group per environment shows: each environment's own counters, for ever. */
    private static String naive(Traffic traffic) {
        var text = new StringBuilder();
        traffic.all.values().stream().filter(environment -> environment.answered > 0).forEach(environment -> {
            var labels = "{function=\"%s\",instance=\"%s\"} ".formatted(environment.function, environment.id);
            text.append("naive_requests_total").append(labels).append(environment.answered).append('\n');
            text.append("naive_errors_total").append(labels).append(environment.errors).append('\n');
        });
        return text.toString();
    }

    @Test
    void prometheus_redisLosesEverything_countsWhatCameBeforeAndAfter() {
        try (var redis = new Redis(folder)) {
            var traffic = new Traffic(7, Outlets.redis(redis.connection));
            var target = new FakePushTarget();
            var exporter = redis.exporter(target);
            var seen = new Scrapes();
            for (var minute = 0; minute < 30; minute++) {
                if (minute == 15) {
                    redis.lose();
                }
                if (minute < 27) {
                    traffic.minute(minute);
                }
                exporter.execute();
                seen.scrape(target.texts.getLast());
            }
            var truth = traffic.truth(Traffic.STEADY).seconds.size();
            // Never more than happened: what went back in part would count twice.
            assertThat(seen.increase("crealia_http_requests_total", of(Traffic.STEADY))).isEqualTo(truth, within(1e-6));
        }
    }
}
