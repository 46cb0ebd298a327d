package io.crealia.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.simulation.check.Plants;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.work.Simulation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A harness that cannot find bugs proves nothing. */
final class PlantedBugsTest {
    private static final int MOST_RUNS = 300;

    static List<Plants.Case> cases() {
        return Plants.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void run_bugIsPlanted_isCaughtByItsInvariant(Plants.Case planted) {
        for (long seed = 1; seed <= MOST_RUNS; seed++) {
            var found = Simulation.run(planted.setup(seed), false).violations().byName();
            if (found.containsKey(planted.caughtBy())) {
                System.out.printf("%-36s%-16s%4d runs%n", planted.plant(), planted.caughtBy(), seed);
                assertThat(Simulation.run(planted.setup(seed).with(Plant.NONE), false).violations().byName())
                        .as("the same faults, seed " + seed + ", without the bug").isEmpty();
                return;
            }
        }
        assertThat(false).as(planted + " was not caught by " + planted.caughtBy() + " in " + MOST_RUNS + " runs")
                .isTrue();
    }

    /** The same faults and workloads without the bugs. */
    @ParameterizedTest
    @MethodSource("cases")
    void run_nothingIsPlanted_holds(Plants.Case planted) {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(Simulation.run(planted.setup(seed).with(Plant.NONE), false).violations().byName())
                    .as("seed " + seed).isEmpty();
        }
    }

    @Test
    void cases_eachPlant_hasOne() {
        assertThat(cases().stream().map(Plants.Case::plant)).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Plant.values()).filter(plant -> plant != Plant.NONE).toList());
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(30);
    }
}
