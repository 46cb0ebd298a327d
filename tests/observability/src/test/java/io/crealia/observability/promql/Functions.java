package io.crealia.observability.promql;

import io.crealia.observability.promql.Expr.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What PromQL 2.42 knows by name (prometheus.io/docs/prometheus/2.42/querying/functions). */
final class Functions {
    /** Those that read how a counter grew. */
    static final Set<String> OF_COUNTERS = Set.of("rate", "irate", "increase");

    static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "group", "stddev", "stdvar", "count",
            "count_values", "bottomk", "topk", "quantile");
    static final Set<String> WITH_PARAMETER = Set.of("count_values", "bottomk", "topk", "quantile");

    /** Arguments by letter: s scalar, t text, v vector, m matrix; an optional one in upper case, * for any number. */
    private static final Map<String, String> ARGUMENTS = new HashMap<>();

    static {
        put("m", "rate", "irate", "increase", "delta", "idelta", "deriv", "changes", "resets", "avg_over_time",
                "min_over_time", "max_over_time", "sum_over_time", "count_over_time", "stddev_over_time",
                "stdvar_over_time", "last_over_time", "present_over_time", "absent_over_time");
        put("v", "abs", "absent", "ceil", "floor", "exp", "ln", "log2", "log10", "sqrt", "sgn", "sort", "sort_desc",
                "timestamp", "scalar", "histogram_count", "histogram_sum", "sin", "cos", "tan", "asin", "acos", "atan",
                "deg", "rad");
        put("V", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year");
        put("vS", "round");
        put("vs", "clamp_min", "clamp_max");
        put("vss", "clamp");
        put("sv", "histogram_quantile");
        put("ssv", "histogram_fraction");
        put("sm", "quantile_over_time");
        put("ms", "predict_linear");
        put("mss", "holt_winters");
        put("vtttt", "label_replace");
        put("vttt*", "label_join");
        put("s", "vector");
        put("", "time", "pi");
    }

    private Functions() {}

    private static void put(String arguments, String... names) {
        for (var name : names) {
            ARGUMENTS.put(name, arguments);
        }
    }

    static boolean knows(String name) {
        return ARGUMENTS.containsKey(name);
    }

    static String arguments(String name) {
        return ARGUMENTS.get(name);
    }

    static Type result(String name) {
        return switch (name) {
            case "scalar", "time", "pi" -> Type.SCALAR;
            default -> Type.VECTOR;
        };
    }
}
