package io.crealia.local.observability.dashboard;

import io.crealia.local.observability.query.Range;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Grafana's variables in an expression, with what stands for them here. */
public record Variables(Map<String, String> values) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?");
    /** Holds several scrapes of the local Prometheus, and changes of counters, which are pushed every few seconds. */
    private static final long SHORTEST_RATE_SECONDS = 60;

    public Variables {
        values = Map.copyOf(values);
    }

    /** Every stage; rates over four steps, a minute at least. */
    public static Variables of(Range range) {
        var seconds = Math.max(SHORTEST_RATE_SECONDS, 4 * range.step().toSeconds());
        return new Variables(Map.of("stage", ".*", "__rate_interval", seconds + "s"));
    }

    /** @throws IllegalArgumentException for a variable that has no value here */
    public String fill(String expression) {
        return VARIABLE.matcher(expression).replaceAll(found -> {
            var value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException(
                        "there is no variable " + found.group() + " in dashboards, only " + values.keySet());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
