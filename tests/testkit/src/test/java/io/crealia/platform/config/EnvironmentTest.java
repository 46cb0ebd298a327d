package io.crealia.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTest {
    private static Environment of(String value) {
        return new Environment(Map.of("X", value));
    }

    @Test
    void read_present_isTyped() {
        assertThat(of("v").required("X")).isEqualTo("v");
        assertThat(of("v").string("X", "f")).isEqualTo("v");
        assertThat(of("42").number("X", 1, 7)).isEqualTo(42);
        assertThat(of("PT15M").duration("X", Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(15));
        assertThat(of("http://127.0.0.1:9000").uri("X")).contains(URI.create("http://127.0.0.1:9000"));
    }

    @Test
    void read_absentOrBlank_isTheFallback() {
        for (var environment : new Environment[]{new Environment(Map.of()), of(""), of("  ")}) {
            assertThat(environment.optional("X")).isEmpty();
            assertThat(environment.string("X", "f")).isEqualTo("f");
            assertThat(environment.number("X", 1, 7)).isEqualTo(7);
            assertThat(environment.duration("X", Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
            assertThat(environment.uri("X")).isEmpty();
            assertThatThrownBy(() -> environment.required("X")).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("X");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "0", "-1", "1.5", "99999999999999999999", "0x10"})
    void number_wrong_namesTheVariableAndNotTheValue(String value) {
        assertThatThrownBy(() -> of(value).number("X", 1, 7)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("X").hasMessageContaining("at least 1").hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "15m", "PT", "PT0S", "-PT1S"})
    void duration_wrong_namesTheVariable(String value) {
        assertThatThrownBy(() -> of(value).duration("X", Duration.ofHours(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("X");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/path", "no scheme", "host:x y", "//host"})
    void uri_wrong_namesTheVariable(String value) {
        assertThatThrownBy(() -> of(value).uri("X")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("X");
    }
}
