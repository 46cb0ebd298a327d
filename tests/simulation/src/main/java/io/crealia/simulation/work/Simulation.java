package io.crealia.simulation.work;

import io.crealia.simulation.check.Finals;
import io.crealia.simulation.check.Safety;
import io.crealia.simulation.check.Violations;
import io.crealia.simulation.core.Chance;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.core.Injection;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import io.crealia.simulation.core.Trace;
import java.util.List;
import java.util.Map;

/** Runs of the whole system. */
public final class Simulation {
    /** Longer than a run may take, its retries after a day included, and a failed webhook's last attempt. */
    public static final long BOUND = 5L * 24 * 3_600_000;
    private static final long LONGEST_FAULTS = 3 * 3_600_000;

    private Simulation() {}

    /**
     * What a run is made of; the same Setup gives the same trace.
     *
     * @param healAfterMillis when faults end
     */
    public record Setup(long seed, List<AssetPlan> assets, FaultPlan faults, long healAfterMillis, Plant plant) {
        /** A random workload under a random swarm of faults. */
        public static Setup random(long seed) {
            var chance = new Chance(seed);
            return new Setup(seed, AssetPlan.workload(chance), FaultPlan.swarm(chance),
                    chance.between("heal", 0, 120_000, LONGEST_FAULTS), Plant.NONE);
        }

        public Setup with(Plant bug) {
            return new Setup(seed, assets, faults, healAfterMillis, bug);
        }

        public Setup with(FaultPlan others) {
            return new Setup(seed, assets, others, healAfterMillis, plant);
        }

        public Setup with(List<AssetPlan> others) {
            return new Setup(seed, others, faults, healAfterMillis, plant);
        }
    }

    /** What came of a run. */
    public record Result(Setup setup, Violations violations, List<Injection> injected, Map<Op, Integer> calls,
            Map<String, Integer> edges, Trace trace, World world, Book book) {}

    // A message of a form that nobody knows.
    private static void poison(Sim sim, World world, Book book) {
        if (sim.chance().test("poison", 0, 0.2)) {
            var body = "{\"type\":\"Nonsense\"}";
            book.poisoned(body);
            sim.after(sim.chance().between("poison at", 0, 0, 100_000),
                    () -> world.queues().put("AssetFactsQueue", body, 0));
        }
    }

    public static Result run(Setup setup, boolean lines) {
        var trace = new Trace(lines);
        var sim = new Sim(setup.seed(), setup.faults(), setup.healAfterMillis(), setup.plant(), trace);
        var violations = new Violations();
        var media = new World[1];
        var safety = new Safety(violations, () -> media[0].s3().bucket(Settings.MEDIA));
        var world = new World(sim, safety::committed);
        media[0] = world;
        var book = new Book();
        setup.assets().stream().map(AssetPlan::tenant).distinct()
                .forEach(tenant -> sim.at(Sim.START, () -> new Subscriber(world, book).begin(tenant)));
        poison(sim, world, book);
        setup.assets().forEach(plan -> new Creator(world, book, plan).begin());
        sim.at(sim.healAt(), world.queues()::redrive);
        world.runUntil(sim.healAt() + BOUND);
        world.queues().redrive();
        world.runUntil(sim.healAt() + 2 * BOUND);
        if (setup.plant() == Plant.OUTPUT_SWEPT) {
            world.s3().bucket(Settings.MEDIA).objects().keySet().removeIf(key -> key.endsWith(".m3u8"));
        }
        new Finals(world, book, violations, safety).check();
        return new Result(setup, violations, List.copyOf(sim.injected()), sim.calls(), safety.edges(), trace, world,
                book);
    }
}
