package io.crealia.local.observability.dashboard;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What stands in one place of a dashboard.
 *
 * @param section title of the row above it, empty before the first
 * @param description a sentence, or empty
 * @param unit Grafana's name of it, for example {@code s} or {@code percentunit}
 * @param threshold where red begins
 */
public record Panel(String section, String title, String description, Kind kind, Unit unit, List<Target> targets,
        OptionalDouble threshold) {

    /** How its values are shown. */
    public enum Kind {
        /** Lines over time. */
        LINES,
        /** One number, the newest. */
        NUMBER
    }

    /**
     * @param expression PromQL with Grafana's variables
     * @param legend the line's name, with labels in double braces; empty for all labels
     */
    public record Target(String expression, String legend) {}

    public Panel {
        targets = List.copyOf(targets);
    }
}
