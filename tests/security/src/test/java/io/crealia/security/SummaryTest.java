package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crealia.security.base.Summary;
import io.crealia.security.base.Tally;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last and counts together what the other classes tried. */
@Order(Integer.MAX_VALUE)
class SummaryTest {
    private static final int FEWEST = 1_500;

    @Test
    void all_inputs_areEnough() {
        assumeTrue(System.getProperty("test") == null, "only some of the classes were asked for");
        System.out.print(Summary.text());
        assertThat(Tally.all().stream().mapToInt(Tally::inputs).sum()).isGreaterThanOrEqualTo(FEWEST);
    }
}
