package io.crealia.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GcraTest {
    private static final long START = 1_772_366_400_000_000L;
    private static final Rate RATE = new Rate(20_000, 5);

    @Test
    void take_afterARest_allowsTheBurstAtOnceAndNoMore() {
        var stored = 0L;
        for (int i = 0; i < 5; i++) {
            var taken = Gcra.take(stored, START, RATE, 1);
            assertThat(taken).isEqualTo(new Gcra.Taken(true, START + (i + 1) * 20_000L, 4 - i, 0, (i + 1) * 20_000L));
            stored = taken.full();
        }
        assertThat(Gcra.take(stored, START, RATE, 1))
                .isEqualTo(new Gcra.Taken(false, START + 100_000, 0, 20_000, 100_000));
    }

    @Test
    void take_refused_movesNothingAndSaysTheExactTime() {
        var stored = Gcra.take(0, START, RATE, 5).full();
        var refused = Gcra.take(stored, START + 7_000, RATE, 2);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.full()).isEqualTo(stored);
        assertThat(Gcra.take(stored, START + 7_000 + refused.delay() - 1, RATE, 2).allowed()).isFalse();
        assertThat(Gcra.take(stored, START + 7_000 + refused.delay(), RATE, 2).allowed()).isTrue();
    }

    @Test
    void take_storedFarAhead_waitsForTheWholeBurstAtMost() {
        var taken = Gcra.take(START + 3_600_000_000L, START, RATE, 1);

        assertThat(taken.allowed()).isFalse();
        assertThat(taken.delay()).isEqualTo(20_000);
        assertThat(taken.reset()).isEqualTo(RATE.toleranceMicros());
    }

    @Test
    void take_weightZero_takesNothing() {
        assertThat(Gcra.take(0, START, RATE, 0)).isEqualTo(new Gcra.Taken(true, START, 5, 0, 0));
    }

    /** Against a bucket that is filled drop by drop, over random rates, times and weights. */
    @Test
    void take_randomRequests_isATokenBucket() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            var rate = new Rate(random.nextLong(10, 2_000_000), random.nextInt(1, 50));
            long now = START;
            long stored = 0;
            long credit = rate.toleranceMicros();
            for (int i = 0; i < 500; i++) {
                var step = random.nextLong(0, 3 * rate.intervalMicros());
                now += step;
                credit = Math.min(rate.toleranceMicros(), credit + step);
                var weight = random.nextInt(1, 4);
                var fits = credit >= weight * rate.intervalMicros();
                credit -= fits ? weight * rate.intervalMicros() : 0;

                var taken = Gcra.take(stored, now, rate, weight);
                assertThat(taken.allowed()).as("seed %d, request %d", seed, i).isEqualTo(fits);
                assertThat(taken.remaining()).isEqualTo(credit / rate.intervalMicros());
                assertThat(taken.reset()).isEqualTo(rate.toleranceMicros() - credit);
                stored = taken.full();
            }
        }
    }

    /** Whatever the caller does, no window of any length holds more than the burst and what flows in meanwhile. */
    @Test
    void take_anyWindow_holdsBurstAndRateAtMost() {
        for (long seed = 0; seed < 30; seed++) {
            var random = new SplittableRandom(seed);
            var rate = new Rate(random.nextLong(1_000, 100_000), random.nextInt(1, 20));
            var allowed = new ArrayList<Long>();
            long now = START;
            long stored = 0;
            for (int i = 0; i < 400; i++) {
                now += random.nextInt(4) == 0 ? random.nextLong(0, 30 * rate.intervalMicros()) : 0;
                var taken = Gcra.take(stored, now, rate, 1);
                stored = taken.full();
                if (taken.allowed()) {
                    allowed.add(now);
                }
            }
            for (int from = 0; from < allowed.size(); from++) {
                for (int to = from; to < allowed.size(); to++) {
                    var window = allowed.get(to) - allowed.get(from);
                    assertThat(to - from + 1L).as("seed %d", seed)
                            .isLessThanOrEqualTo(rate.burst() + window / rate.intervalMicros());
                }
            }
        }
    }
}
