package io.crealia.chaos;

import io.crealia.chaos.check.Violations;
import io.crealia.chaos.cloud.ChaosCloud.InFlight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * What a run was like and what it found.
 *
 * @param kills in order
 * @param faults by {@code fault operation}
 * @param states of assets in the end, with their number
 * @param terminalMillis from the last kill until every asset had its end; negative if they never had
 * @param quietMillis from the last kill until nothing was left to do; negative likewise
 */
public record Report(List<Kill> kills, Map<String, Integer> faults, Map<String, Integer> states, long terminalMillis,
        long quietMillis, int answered, int unanswered, int webhooks, Violations violations) {
    private static final int SHOWN = 20;

    /**
     * One kill.
     *
     * @param where a crash point, or {@code any moment}
     */
    public record Kill(String where, InFlight inFlight) {}

    public boolean good() {
        return violations.byName().isEmpty();
    }

    /** The sum over all kills. */
    int total(ToIntFunction<InFlight> kind) {
        return kills.stream().map(Kill::inFlight).mapToInt(kind).sum();
    }

    String text() {
        var lines = new ArrayList<String>();
        var where = new TreeMap<String, Integer>();
        kills.forEach(kill -> where.merge(kill.where(), 1, Integer::sum));
        lines.add("kills: " + kills.size() + " at " + where.size() + " places");
        where.forEach((place, count) -> lines.add(row(place, count)));
        var byFault = new TreeMap<String, Integer>();
        faults.forEach((name, count) -> byFault.merge(name.substring(0, name.indexOf(' ')), count, Integer::sum));
        lines.add("faults of lines: " + byFault.values().stream().mapToInt(Integer::intValue).sum());
        byFault.forEach((name, count) -> lines.add(row(name, count)));
        lines.add("in flight at kills, all together (kills at which there was any)");
        flight(lines, "uploads", InFlight::uploads);
        flight(lines, "transcodes", InFlight::transcodes);
        flight(lines, "AI calls", InFlight::ai);
        flight(lines, "webhooks", InFlight::webhooks);
        lines.add("assets by end state: " + states.values().stream().mapToInt(Integer::intValue).sum());
        states.forEach((state, count) -> lines.add(row(state, count)));
        lines.add(String.format(Locale.ROOT, "calls: %d answered, %d without an answer or 5xx; %d webhooks taken",
                answered, unanswered, webhooks));
        lines.add("after the last kill: " + seconds("all assets had their end", terminalMillis) + ", "
                + seconds("nothing was left to do", quietMillis));
        if (good()) {
            lines.add("violations: none");
        }
        violations.byName().forEach((name, found) -> {
            lines.add("violation " + name + ": " + found.size());
            found.stream().limit(SHOWN).forEach(each -> lines.add("  " + each));
        });
        return String.join("\n", lines) + "\n";
    }

    private void flight(List<String> lines, String name, ToIntFunction<InFlight> kind) {
        var at = kills.stream().map(Kill::inFlight).filter(each -> kind.applyAsInt(each) > 0).count();
        lines.add(String.format(Locale.ROOT, "  %-44s %d (%d)", name, total(kind), at));
    }

    private static String row(String name, int count) {
        return String.format(Locale.ROOT, "  %-44s %d", name, count);
    }

    private static String seconds(String what, long millis) {
        return millis < 0
                ? "not: " + what
                : String.format(Locale.ROOT, "%s after %.1f s", what, millis / 1000.0);
    }
}
