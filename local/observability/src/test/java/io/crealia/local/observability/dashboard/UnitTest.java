package io.crealia.local.observability.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({"COUNT,0,0", "COUNT,7,7", "COUNT,999,999", "COUNT,1234,1.23 k", "COUNT,0.000123,0.000123",
            "SECONDS,0.0421,42.1 ms", "SECONDS,0.0000421,42.1 µs", "SECONDS,1.5,1.5 s", "SECONDS,90,90 s",
            "SECONDS,600,10 min", "SECONDS,7200,2 h", "SHARE,0.0512,5.12 %", "SHARE,1,100 %", "BYTES,8000000000,8 GB",
            "BYTES,512,512 B", "BYTES_PER_SECOND,1500,1.5 kB/s", "REQUESTS_PER_SECOND,34.14,34.1 req/s",
            "PER_SECOND,0.5,0.5/s", "DOLLARS,12.345,$12.35", "DOLLARS,0.00042,$0.0004", "DOLLARS,-3,-$3.00",
            "COUNT,-2500,-2.5 k"})
    void show_isForPeople(Unit unit, double value, String shown) {
        assertThat(unit.show(value)).isEqualTo(shown);
    }

    @Test
    void show_whatIsNoNumber_isSaid() {
        assertThat(Unit.COUNT.show(Double.NaN)).isEqualTo("no value");
        assertThat(Unit.SECONDS.show(Double.POSITIVE_INFINITY)).isEqualTo("∞");
    }

    @Test
    void scale_marksAreRoundAndHoldTheValues() {
        assertThat(Scale.of(0, 0.93).marks()).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
        assertThat(Scale.of(-3, 9).low()).isLessThanOrEqualTo(-3);
        assertThat(Scale.of(0, 0).high()).isPositive();
        assertThat(Scale.of(2, 2).place(2)).isEqualTo(1);
    }

    @Test
    void scale_timeMarksAreAtRoundTimes() {
        var from = Instant.parse("2026-03-01T10:07:31Z");
        var scale = Scale.ofTime(from, from.plusSeconds(3600), ZoneOffset.UTC);
        assertThat(scale.marks()).hasSizeBetween(3, 6)
                .allSatisfy(mark -> assertThat(mark.longValue() % 900).isZero());
    }
}
