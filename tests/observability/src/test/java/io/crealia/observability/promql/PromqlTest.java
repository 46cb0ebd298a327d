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
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the parser takes what Prometheus takes ({@code RuleToolsTest} asks promtool about the same lists). */
class PromqlTest {
    @ParameterizedTest
    @ValueSource(strings = {"up", "up{}", "up{job=\"a\"}", "{job='a',}", "up{job=~\"a|b\", instance!~`c.*`}",
            "rate(a_total[5m])", "rate(a_total[1h30m])", "rate(a_total{x=\"1\"}[5m] offset 1w)",
            "sum by (a, b) (rate(x[5m]))", "sum(rate(x[5m])) by (a)", "sum without () (x)", "SUM(x)",
            "topk(5, x)", "count_values(\"v\", x)", "quantile(0.9, x)", "histogram_quantile(0.95, sum by (le) (x))",
            "a / on (b) group_left (c) d", "a * ignoring (b) c", "a and b or c unless d", "a > 1", "a > bool 1",
            "1 > bool 2", "-a", "-2 ^ 2", "2 ^ 3 ^ 4", "1 + 2 * 3", "a % 2", "a atan2 b", "(a)", "((a)) + (b)",
            "max_over_time(rate(x[5m])[1h:1m])", "max_over_time(x[1h:])", "avg_over_time(x[7d] offset 1h)",
            "x @ 1609746000", "x @ end()", "x offset -5m", "time() - x", "vector(1)", "scalar(x) + 1", "absent(x)",
            "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)\")", "label_join(x, \"a\", \"-\", \"b\", \"c\")",
            "round(x, 0.1)", "round(x)", "hour()", "clamp(x, 0, 1)", "job:x:rate5m", "3e-6 * x", "0x1f", ".5", "1.",
            "NaN", "-Inf", "x # said", "sum(x)\n/\n  sum(y)", "by", "sum"})
    void parse_whatPrometheusTakes_isTaken(String expression) {
        assertThat(Promql.parse(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(", "up{", "up{job}", "up{job=a}", "up{job==\"a\"}", "{}", "rate(x)", "rate(x[5])",
            "rate(x[5m]", "rate(x[5m]))", "rate(sum(x)[5m])", "x[5m] > 1", "sum(x[5m])", "sum by a (x)", "topk(x)",
            "topk(5 x)", "rates(x[5m])", "histogram_quantile(sum(x))", "histogram_quantile(x, 0.9)", "a b", "a +",
            "* a",
            "a and 1", "1 > 2", "a / on (b) 1", "a and on (b) group_left (c) d", "a + bool b", "\"a\" + 1", "x offset",
            "x offset five", "sum(x) offset 5m", "x @ now()", "up{job=~\"(\"}", "clamp(x, 0)", "time(x)", "5m",
            "a ! b", "x[5m][5m]", "max_over_time(x[5m:1m:1s])", "label_replace(x, \"a\")"})
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
