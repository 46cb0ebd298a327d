package io.crealia.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.operations.domain.Health.Check;
import io.crealia.operations.domain.Health.Status;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthTest {
    @ParameterizedTest
    @CsvSource({"true,true,OK", "true,false,DEGRADED", "false,true,UNAVAILABLE", "false,false,UNAVAILABLE"})
    void status_whatAnswers_decides(boolean required, boolean optional, Status expected) {
        var health = new Health(List.of(new Check("a", true, required, 1), new Check("b", false, optional, 1)));

        assertThat(health.status()).isEqualTo(expected);
    }
}
