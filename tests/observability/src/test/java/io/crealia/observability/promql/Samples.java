package io.crealia.observability.promql;

import java.util.List;

/** Expressions that Prometheus takes, and such that it refuses. */
public final class Samples {
    public static final List<String> TAKEN = List.of("up", "up{}", "up{job=\"a\"}", "{job='a',}",
            "up{job=~\"a|b\", instance!~`c.*`}",
            "rate(a_total[5m])", "rate(a_total[1h30m])", "rate(a_total{x=\"1\"}[5m] offset 1w)",
            "sum by (a, b) (rate(x[5m]))", "sum(rate(x[5m])) by (a)", "sum without () (x)", "SUM(x)",
            "topk(5, x)", "count_values(\"v\", x)", "quantile(0.9, x)", "histogram_quantile(0.95, sum by (le) (x))",
            "a / on (b) group_left (c) d", "a * ignoring (b) c", "a and b or c unless d", "a > 1", "a > bool 1",
            "1 > bool 2", "-a", "-2 ^ 2", "2 ^ 3 ^ 4", "1 + 2 * 3", "a % 2", "a atan2 b", "(a)", "((a)) + (b)",
            "max_over_time(rate(x[5m])[1h:1m])", "max_over_time(x[1h:])", "avg_over_time(x[7d] offset 1h)",
            "x @ 1609746000", "x @ end()", "x offset -5m", "time() - x", "vector(1)", "scalar(x) + 1", "absent(x)",
            "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)\")", "label_join(x, \"a\", \"-\", \"b\", \"c\")",
            "round(x, 0.1)", "round(x)", "hour()", "clamp(x, 0, 1)", "job:x:rate5m", "3e-6 * x", "0x1f", ".5", "1.",
            "NaN", "-Inf", "x # said", "sum(x)\n/\n  sum(y)", "by", "sum");

    public static final List<String> REFUSED = List.of("", "(", "up{", "up{job}", "up{job=a}", "up{job==\"a\"}", "{}",
            "rate(x)", "rate(x[5])",
            "rate(x[5m]", "rate(x[5m]))", "rate(sum(x)[5m])", "x[5m] > 1", "sum(x[5m])", "sum by a (x)", "topk(x)",
            "topk(5 x)", "rates(x[5m])", "histogram_quantile(sum(x))", "histogram_quantile(x, 0.9)", "a b", "a +",
            "* a",
            "a and 1", "1 > 2", "a / on (b) 1", "a and on (b) group_left (c) d", "a + bool b", "\"a\" + 1", "x offset",
            "x offset five", "sum(x) offset 5m", "x @ now()", "up{job=~\"(\"}", "clamp(x, 0)", "time(x)", "5m",
            "a ! b", "x[5m][5m]", "max_over_time(x[5m:1m:1s])", "label_replace(x, \"a\")");

    private Samples() {}

    static List<String> taken() {
        return TAKEN;
    }

    static List<String> refused() {
        return REFUSED;
    }
}
