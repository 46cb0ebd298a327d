package io.crealia.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateTest {
    @ParameterizedTest
    @CsvSource({"50/100,20000,100", "0.2/5,5000000,5", "3/1,333333,1", "100000/1000000,10,1000000",
            "0.001/1,1000000000,1", "12.5/7,80000,7"})
    void of_rateAndBurst_isAnIntervalInMicroseconds(String text, long interval, int burst) {
        assertThat(rate(text)).isEqualTo(new Rate(interval, burst));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "50/", "/100", "50/0", "0/10", "0.000/10", "-1/10", "1e3/10", "50/100/2", "50 / 100",
            "100001/1", "1/1000001", "1/12345678", "1.2345/1", "fast/many", "١/١"})
    void of_anythingElse_namesTheVariable(String text) {
        assertThatThrownBy(() -> rate(text)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CREALIA_LIMIT_READ").hasMessageContaining("50/100");
    }

    @Test
    void of_nothing_isTheFallback() {
        assertThat(Rate.of(new Environment(Map.of()), "CREALIA_LIMIT_READ", "1/2")).isEqualTo(new Rate(1_000_000, 2));
    }

    private static Rate rate(String text) {
        return Rate.of(new Environment(Map.of("CREALIA_LIMIT_READ", text)), "CREALIA_LIMIT_READ", "9/9");
    }
}
