package io.crealia.metrics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A label and all the values that it may have. Whatever else comes is written as {@value #OTHER}, so that no traffic can
 * make a series that is not in the catalogue.
 *
 * @param name as Prometheus has it
 * @param values closed list; never an id, a tenant, a path or free text
 */
public record Label(String name, Set<String> values) {
    public static final String OTHER = "other";

    static final Label FUNCTION = of("function", Names.FUNCTIONS);
    static final Label ROUTE = of("route", Names.ROUTES);
    static final Label STATUS = of("status", "2xx", "3xx", "4xx", "5xx");
    static final Label QUEUE = of("queue", Names.QUEUES);
    static final Label DEAD_LETTERS = of("queue", Names.DEAD_LETTERS);
    static final Label STEP = of("step", Names.STEPS);
    static final Label CODE = of("code", Names.REFUSALS);
    static final Label TEMPLATE = of("template", "stream", "auto-reels");
    static final Label OPERATION = of("operation", "transcribe", "align", "enrich", "rerank");

    public Label {
        for (var value : values) {
            if (value.indexOf(Series.SEPARATOR) >= 0 || value.isEmpty()) {
                throw new IllegalArgumentException("a value of label " + name + " is empty or has a separator");
            }
        }
    }

    static Label of(String name, String... values) {
        return of(name, List.of(values));
    }

    private static Label of(String name, List<String> values) {
        return new Label(name, java.util.Collections.unmodifiableSet(new LinkedHashSet<>(values)));
    }

    /** The value itself if it is on the list, else {@value #OTHER}. */
    String admit(String value) {
        return values.contains(value) ? value : OTHER;
    }
}
