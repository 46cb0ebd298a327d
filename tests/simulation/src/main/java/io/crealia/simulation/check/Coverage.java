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
            Map.entry("runs RUNNING EXPIRED", "a run of 24 hours: each step ends or fails long before"),
            Map.entry("runs EXPIRED ERASED", "no run expires"),
            Map.entry("runs CANCELLED ERASED", "nobody cancels and deletes the same asset"),
            Map.entry("runs none ERASED", "deletions come from clients that have seen the asset, which a run made"),
            Map.entry("uploads opening processing", "without parts there is no object"),
            Map.entry("uploads opening errored", "without parts there is no object"),
            Map.entry("uploads parts_waiting processing", "parts are signed before they are sent"),
            Map.entry("uploads parts_waiting errored", "parts are signed before they are sent"),
            Map.entry("uploads processing errored", "no object is replaced while it is looked at"),
            Map.entry("uploads uploading errored", "files that go up in parts are films"),
            Map.entry("uploads waiting cancelled", "who cancels has begun to send parts"),
            Map.entry("uploads uploading cancelled", "who cancels has not asked for parts"),
            Map.entry("uploads opening timed_out", "who starts asks again until it is open"),
            Map.entry("uploads parts_waiting timed_out", "who starts in parts sends them"),
            Map.entry("uploads processing timed_out", "an acceptance does not fail for a day"),
            Map.entry("uploads opening cancelled", "rare: a cancellation meets a start whose answer was lost"),
            Map.entry("uploads uploading timed_out", "rare: all calls of a day fail"),
            Map.entry("transcoding_jobs none SUBMITTED", "reels need more speech than the simulated films have"),
            Map.entry("transcoding_jobs none CANCELED", "rare: a cancellation overtakes its request"),
            Map.entry("transcoding_jobs CLAIMED COMPLETE", "rare: an event overtakes the answer and all before it"),
            Map.entry("webhook_deliveries failed waiting", "nobody asks for a delivery again"),
            Map.entry("webhook_deliveries succeeded waiting", "nobody asks for a delivery again"),
            Map.entry("webhook_deliveries waiting cancelled", "nobody deletes or disables an endpoint"),
            Map.entry("webhook_deliveries sending failed", "ten failures in a row"));

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
