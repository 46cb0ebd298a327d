package io.crealia.simulation;

import io.crealia.simulation.check.Coverage;
import io.crealia.simulation.check.Invariant;
import io.crealia.simulation.check.Shrinker;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.work.Simulation;
import io.crealia.simulation.work.Simulation.Result;
import io.crealia.simulation.work.Simulation.Setup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Many runs, and what they found. */
public final class Report {
    private static final int MOST_KEPT = 20;

    private final Coverage coverage = new Coverage();
    private final Map<Invariant, Long> violations = new EnumMap<>(Invariant.class);
    private final List<Long> failing = new ArrayList<>();
    private final List<Long> withoutFault = new ArrayList<>();
    private final List<Long> differing = new ArrayList<>();
    private long runs;
    private long repeated;

    /** Runs a seed, and each hundredth twice: the same seed must leave the same trace. */
    public void run(long seed) {
        var result = Simulation.run(Setup.random(seed), false);
        runs++;
        coverage.add(result.injected(), result.calls(), result.edges());
        if (result.injected().isEmpty()) {
            withoutFault.add(seed);
        }
        if (!result.violations().none()) {
            failing.add(seed);
            result.violations().byName()
                    .forEach((name, found) -> violations.merge(name, (long) found.size(), Long::sum));
        }
        if (seed % 100 == 0) {
            repeated++;
            if (Simulation.run(Setup.random(seed), false).trace().hash() != result.trace().hash()) {
                differing.add(seed);
            }
        }
    }

    public Coverage coverage() {
        return coverage;
    }

    public List<Long> failing() {
        return failing;
    }

    /** Seeds whose run had no fault, which a harness that works does not have. */
    public List<Long> withoutFault() {
        return withoutFault;
    }

    /** Seeds that left another trace when they were run again. */
    public List<Long> differing() {
        return differing;
    }

    public boolean good() {
        return failing.isEmpty() && withoutFault.isEmpty() && differing.isEmpty();
    }

    /** The figures of all runs. */
    public String text(double cpuSeconds) {
        return """
                runs            %d, %.1f per second of processor time
                faults          %d
                violations      %s
                failing seeds   %s
                cells hit       %s
                runs twice      %d, with another trace %s
                without fault   %s
                """.formatted(runs, runs / cpuSeconds, coverage.faults(),
                violations.isEmpty() ? "none" : violations.toString(),
                failing.stream().limit(MOST_KEPT).toList(), coverage.hit(), repeated, differing, withoutFault);
    }

    /** The shortest run that still breaks what the seed's run breaks: fewer assets, then fewer faults. */
    public static Result shrunk(Setup setup) {
        var whole = Simulation.run(setup, false);
        var names = whole.violations().byName().keySet();
        var assets = Shrinker.shrink(setup.assets(), less -> breaks(setup.with(less), names));
        var fewer = setup.with(assets);
        var injected = Simulation.run(fewer, false).injected();
        var faults = Shrinker.shrink(injected, less -> breaks(fewer.with(FaultPlan.of(less)), names));
        return Simulation.run(fewer.with(FaultPlan.of(faults)), true);
    }

    private static boolean breaks(Setup setup, java.util.Set<Invariant> names) {
        return Simulation.run(setup, false).violations().byName().keySet().stream().anyMatch(names::contains);
    }
}
