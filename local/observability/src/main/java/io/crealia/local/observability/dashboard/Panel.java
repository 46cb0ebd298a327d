package io.crealia.local.observability.dashboard;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What stands in one place of a dashboard.
 *
 * @param section title of the row above it, empty before the first
 * @param description a sentence, or empty
 * @param unit Grafana's name of it, for example {@code s} or {@code percentunit}
 * @param threshold where red begins
 * @param decimals of a count that is shown as one number; {@code increase()} gives broken ones
 */
public record Panel(String section, String title, String description, Kind kind, Unit unit, List<Target> targets,
        OptionalDouble threshold, OptionalInt decimals) {

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

    String show(double value) {
        var whole = unit == Unit.COUNT && decimals.isPresent() && decimals.getAsInt() == 0 && Double.isFinite(value);
        return unit.show(whole ? Math.rint(value) : value);
    }
}
