package io.crealia.observability.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.observability.promql.Expr.Aggregation;
import io.crealia.observability.promql.Expr.Binary;
import io.crealia.observability.promql.Expr.Selector;
import io.crealia.observability.promql.Expr.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the parser takes what Prometheus takes ({@code RuleToolsTest} asks promtool about the same lists). */
class PromqlTest {
    @ParameterizedTest
    @MethodSource("io.crealia.observability.promql.Samples#taken")
    void parse_whatPrometheusTakes_isTaken(String expression) {
        assertThat(Promql.parse(expression)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("io.crealia.observability.promql.Samples#refused")
    void parse_whatPrometheusRefuses_isRefused(String expression) {
        assertThatThrownBy(() -> Promql.parse(expression)).isInstanceOf(PromqlException.class);
    }

    @Test
    void parse_fault_saysWhereAndWhat() {
        assertThatThrownBy(() -> Promql.parse("sum(rate(x))")).hasMessageContaining("rate takes a MATRIX")
                .hasMessageContaining("at character 12");
    }

    @Test
    void parse_precedence_isThatOfPrometheus() {
        var or = (Binary) Promql.parse("a > 1 and b or c / 2 < d");
        assertThat(or.operator()).isEqualTo("or");
        assertThat(((Binary) or.left()).operator()).isEqualTo("and");
        assertThat(((Binary) or.right()).operator()).isEqualTo("<");
        assertThat(((Binary) ((Binary) or.right()).left()).operator()).isEqualTo("/");
    }

    @Test
    void parse_selector_namesItsLabels() {
        var sum = (Aggregation) Promql.parse("sum by (x) (up{job=\"a\", instance!=\"b\"})");
        assertThat(sum.labels()).containsExactly("x");
        assertThat(sum.of()).isEqualTo(new Selector(Optional.of("up"), List.of("job", "instance"), false));
        assertThat(Promql.parse("up[5m]").type()).isEqualTo(Type.MATRIX);
    }
}
