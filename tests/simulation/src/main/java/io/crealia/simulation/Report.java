package io.crealia.simulation;

import io.crealia.simulation.check.Coverage;
import io.crealia.simulation.check.Invariant;
import io.crealia.simulation.check.Shrinker;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.work.Simulation;
import io.crealia.simulation.work.Simulation.Result;
import io.crealia.simulation.work.Simulation.Setup;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Many runs, and what they found. */
public final class Report {
    private static final int MOST_KEPT = 20;

    private final Coverage coverage = new Coverage();
    private final Map<Invariant, Long> violations = new EnumMap<>(Invariant.class);
    private final Set<Long> failing = new TreeSet<>();
    private final Set<Long> withoutFault = new TreeSet<>();
    private final Set<Long> differing = new TreeSet<>();
    private long runs;
    private long repeated;

    /** Runs seeds on so many threads at a time: what a run does depends on its seed alone. */
    public void run(long first, long count, int threads) {
        var next = new AtomicLong();
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var tasks = Collections.nCopies(threads, Executors.callable(() -> {
                for (var i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    run(first + i);
                }
            }));
            for (var task : workers.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the harness itself failed", e.getCause());
        }
    }

    /** Runs a seed, and each hundredth twice: the same seed must leave the same trace. */
    private void run(long seed) {
        var result = Simulation.run(Setup.random(seed), false);
        var twice = seed % 100 == 0;
        var same = !twice || Simulation.run(Setup.random(seed), false).trace().hash() == result.trace().hash();
        add(seed, result, twice, same);
    }

    /** Runs what is no random run, once. */
    public void run(Setup setup) {
        add(setup.seed(), Simulation.run(setup, false), false, true);
    }

    private synchronized void add(long seed, Result result, boolean twice, boolean same) {
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
        repeated += twice ? 1 : 0;
        if (!same) {
            differing.add(seed);
        }
    }

    public Coverage coverage() {
        return coverage;
    }

    public List<Long> failing() {
        return List.copyOf(failing);
    }

    /** Seeds whose run had no fault, which a harness that works does not have. */
    public Set<Long> withoutFault() {
        return withoutFault;
    }

    /** Seeds that left another trace when they were run again. */
    public List<Long> differing() {
        return List.copyOf(differing);
    }

    public boolean good() {
        return failing.isEmpty() && withoutFault.isEmpty() && differing.isEmpty();
    }

    /**
     * The figures of all runs.
     *
     * @param cpuSeconds of the whole process, compilers and collector included
     */
    public String text(double cpuSeconds, double wallSeconds) {
        return """
                runs            %d, %.1f per second of processor time
                time            %.0f s, processor %.0f s
                faults          %d
                violations      %s
                failing seeds   %s
                cells hit       %s
                runs twice      %d, with another trace %s
                without fault   %s
                """.formatted(runs, runs / cpuSeconds, wallSeconds, cpuSeconds, coverage.faults(),
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

    private static boolean breaks(Setup setup, Set<Invariant> names) {
        return Simulation.run(setup, false).violations().byName().keySet().stream().anyMatch(names::contains);
    }
}
