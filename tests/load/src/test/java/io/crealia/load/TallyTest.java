package io.crealia.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(
            new Phase("p", 5, 0, Duration.ofSeconds(1), Duration.ofMillis(2500), false));

    private void count(double second, int status, long millis, boolean retryAfter) {
        tally.count(Duration.ofMillis((long) (second * 1000)), "read", status, millis, retryAfter);
    }

    @Test
    void count_rampAndSentAfterTheEnd_countForNothing() {
        count(0.999, 200, 1, false);
        count(3.502, 200, 1, false);
        count(3.502, 429, 1, true);

        assertThat(tally.json().path("answers")).isEmpty();
        assertThat(tally.json().path("served").path("max_ms").asInt()).isZero();
        assertThat(tally.json().path("served_per_second")).extracting(each -> each.asInt()).containsExactly(0, 0, 0);
    }

    @Test
    void count_sentWithinAndAnsweredAfterTheEnd_itsTimeCounts() {
        count(3.5, 200, 700, false);
        count(9, 429, 5600, true);

        assertThat(tally.json().path("served").path("count").asInt()).isZero();
        assertThat(tally.json().path("served").path("max_ms").asInt()).isEqualTo(700);
        assertThat(tally.json().path("refused").path("max_ms").asInt()).isBetween(5595, 5605);
        assertThat(tally.json().path("answers")).isEmpty();
    }

    @Test
    void count_errors_countWheneverTheyCome() {
        count(0.5, 503, 1, false);
        count(30, 504, 29_000, false);
        count(31, 0, 27_000, false);

        assertThat(tally.json().path("answers").toString()).isEqualTo("{\"503\":1,\"504\":1,\"socket\":1}");
        assertThat(tally.json().path("requests_by_kind")).isEmpty();
    }

    @Test
    void count_answers_areServedRefusedOrErrors() {
        count(1, 200, 10, false);
        count(2.5, 201, 30, false);
        count(3.4, 204, 20, false);
        count(1.5, 429, 3, true);
        count(1.6, 429, 4, false);
        count(1.7, 503, 900, true);
        count(1.8, 404, 1, false);
        count(1.9, 0, 0, false);
        var json = tally.json();

        assertThat(json.path("answers").toString())
                .isEqualTo("{\"200\":1,\"201\":1,\"204\":1,\"404\":1,\"429\":2,\"503\":1,\"socket\":1}");
        assertThat(json.path("served").path("count").asInt()).isEqualTo(3);
        assertThat(json.path("served").path("p50_ms").asInt()).isEqualTo(20);
        assertThat(json.path("served").path("max_ms").asInt()).isEqualTo(30);
        assertThat(json.path("refused").path("count").asInt()).isEqualTo(2);
        assertThat(json.path("refused").path("without_retry_after").asInt()).isEqualTo(1);
        assertThat(json.path("served_per_second")).extracting(each -> each.asInt()).containsExactly(1, 1, 1);
        assertThat(json.path("refused_per_second")).extracting(each -> each.asInt()).containsExactly(2, 0, 0);
        assertThat(json.path("requests_by_kind").path("read").asInt()).isEqualTo(8);
    }

    @Test
    void count_thousand_percentilesAreTheirs() {
        for (var millis = 1; millis <= 1000; millis++) {
            count(2, 200, millis, false);
        }
        var served = tally.json().path("served");

        assertThat(served.path("p50_ms").asInt()).isEqualTo(500);
        assertThat(served.path("p95_ms").asInt()).isEqualTo(950);
        assertThat(served.path("p99_ms").asInt()).isEqualTo(990);
    }

    @Test
    void count_longerThanTheScale_isItsEnd() {
        count(2, 200, 500_000, false);

        assertThat(tally.json().path("served").path("max_ms").asLong()).isBetween(119_000L, 121_000L);
    }
}
