package io.crealia.local.observability.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
    @ParameterizedTest
    @CsvSource({"30s,PT30S", "15m,PT15M", "6h,PT6H", "2d,PT48H", "1w,PT168H"})
    void length_asGrafanaWritesIt_isRead(String text, Duration length) {
        assertThat(Range.length(text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "0h", "-1h", "1 h", "1y", "PT1H", "5s", "367d", "1h30m"})
    void length_anythingElse_isRefusedByTheOptionsName(String text) {
        assertThatThrownBy(() -> Range.length(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--range: expected");
    }

    @Test
    void before_stepsAreFewerThanPixelsAndASecondAtLeast() {
        assertThat(Range.before(Instant.EPOCH, Duration.ofHours(1)).step()).isEqualTo(Duration.ofSeconds(15));
        assertThat(Range.before(Instant.EPOCH, Duration.ofSeconds(10)).step()).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> new Range(Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1)))
                .hasMessageContaining("beginning before its end");
        assertThatThrownBy(() -> new Range(Instant.EPOCH, Instant.MAX, Duration.ZERO)).hasMessageContaining("step");
    }
}
