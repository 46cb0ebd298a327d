package io.crealia.simulation.check;

import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.Injection;
import io.crealia.simulation.core.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which operation had which fault, and which edges were taken, over many runs. */
public final class Coverage {
    private final Map<Op, Map<Fault, Long>> cells = new EnumMap<>(Op.class);
    private final Map<Op, Long> calls = new EnumMap<>(Op.class);
    private final Map<String, Long> edges = new TreeMap<>();
    private long faults;

    /** Edges that the workloads cannot take, with the reason. */
    public static final Map<String, String> UNTAKEN = Map.ofEntries(
            Map.entry("runs RUNNING EXPIRED",
                    "a run of 24 hours: faults last hours, and each step ends or fails long before"),
            Map.entry("runs EXPIRED ERASED", "no run expires"),
            Map.entry("runs none ERASED", "deletions come from clients that have seen the asset, which a run made"),
            Map.entry("uploads opening processing", "without parts there is no object"),
            Map.entry("uploads opening errored", "without parts there is no object"),
            Map.entry("uploads parts_waiting processing", "parts are signed before they are sent"),
            Map.entry("uploads parts_waiting errored", "parts are signed before they are sent"),
            Map.entry("uploads processing timed_out", "an acceptance does not fail for a day: faults last hours"),
            Map.entry("uploads opening cancelled", "who does not know the upload's id cannot cancel it"));

    public void add(Collection<Injection> injected, Map<Op, Integer> called, Map<String, Integer> taken) {
        injected.forEach(each -> cells.computeIfAbsent(each.op(), _ -> new EnumMap<>(Fault.class)).merge(each.fault(),
                1L, Long::sum));
        faults += injected.size();
        called.forEach((op, count) -> calls.merge(op, (long) count, Long::sum));
        taken.forEach((edge, count) -> edges.merge(edge, (long) count, Long::sum));
    }

    public long faults() {
        return faults;
    }

    /** How many of the cells that there are were hit. */
    public String hit() {
        long all = 0;
        long hit = 0;
        for (var op : Op.values()) {
            for (var fault : op.faults()) {
                all++;
                hit += count(op, fault) > 0 ? 1 : 0;
            }
        }
        return hit + " of " + all;
    }

    /** The cells and edges that should have been hit and were not. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        for (var op : Op.values()) {
            op.faults().stream().filter(fault -> count(op, fault) == 0).forEach(fault -> missing.add(op + " " + fault));
        }
        Safety.EDGES.forEach((collection, legal) -> legal.stream().map(edge -> collection + " " + edge)
                .filter(edge -> !edges.containsKey(edge) && !UNTAKEN.containsKey(edge)).sorted()
                .forEach(missing::add));
        return missing;
    }

    private long count(Op op, Fault fault) {
        return cells.getOrDefault(op, Map.of()).getOrDefault(fault, 0L);
    }

    /** The matrix as text: a row for each operation, a column for each fault, {@code -} where there is no such cell. */
    public String matrix() {
        var text = new StringBuilder("%-24s%10s".formatted("operation", "calls"));
        for (var fault : Fault.values()) {
            text.append("%12s".formatted(fault));
        }
        for (var op : Op.values()) {
            text.append("\n%-24s%10d".formatted(op, calls.getOrDefault(op, 0L)));
            for (var fault : Fault.values()) {
                text.append("%12s".formatted(op.can(fault) ? String.valueOf(count(op, fault)) : "-"));
            }
        }
        text.append("\n\nno such cell\n");
        for (var op : Op.values()) {
            for (var fault : Fault.values()) {
                if (!op.can(fault)) {
                    text.append("%-24s%-12s%s\n".formatted(op, fault, op.whyNot(fault)));
                }
            }
        }
        text.append("\nedges\n");
        edges.forEach((edge, count) -> text.append("%-48s%d\n".formatted(edge, count)));
        UNTAKEN.forEach((edge, why) -> text.append(edges.containsKey(edge) ? "" : "%-48s%s\n".formatted(edge, why)));
        return text.toString();
    }
}
