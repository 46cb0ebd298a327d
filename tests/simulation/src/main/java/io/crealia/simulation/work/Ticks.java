package io.crealia.simulation.work;

import io.crealia.simulation.cloud.SimMongo;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * The schedules. A tick at which a sweeper would find nothing is left out, because it would do nothing; so a tick is planned whenever a
 * document says when it is due.
 */
final class Ticks {
    private static final long MINUTE = 60_000;

    private final Sim sim;
    private final SimMongo mongo;
    private final Runner runner;
    private final Set<String> planned = new HashSet<>();

    /** Calls a function as the scheduler does. */
    @FunctionalInterface
    interface Runner {
        void tick(String function);
    }

    /** A sweeper, how often it comes, and which field of which collection it looks for. */
    private record Sweeper(String function, int minutes, String collection, String field) {}

    private static final List<Sweeper> SWEEPERS = List.of(new Sweeper("WorkflowSweeper", 1, "runs", "nextAt"),
            new Sweeper("WorkflowSweeper", 1, "runs", "backfillAt"),
            new Sweeper("UploadsSweeper", 5, "uploads", "sweepAt"),
            new Sweeper("AssetsSweeper", 1, "assets", "tellAt"),
            new Sweeper("WebhooksSweeper", 1, "webhook_deliveries", "visitAt"),
            new Sweeper("PrivacyRetention", 1, "erasures", "nextAt"));

    Ticks(Sim sim, SimMongo mongo, Runner runner) {
        this.sim = sim;
        this.mongo = mongo;
        this.runner = runner;
    }

    void committed(String collection, Optional<Document> after) {
        for (var sweeper : SWEEPERS) {
            if (sweeper.collection().equals(collection)) {
                after.map(document -> document.get(sweeper.field(), Date.class))
                        .ifPresent(due -> plan(sweeper, due.getTime()));
            }
        }
    }

    /** A look at abandoned multipart uploads, which no document tells. */
    void multipartBegun() {
        var daily = new Sweeper("UploadsSweeper", 5, "", "");
        plan(daily, sim.now() + 24 * 60 * MINUTE + 6 * MINUTE);
    }

    private void plan(Sweeper sweeper, long due) {
        var period = sweeper.minutes() * MINUTE;
        var at = Math.ceilDiv(Math.max(due, sim.now() + 1), period) * period;
        if (planned.add(sweeper.function() + at)) {
            sim.at(at, () -> tick(sweeper, at));
        }
    }

    private void tick(Sweeper sweeper, long at) {
        planned.remove(sweeper.function() + at);
        if (ABSENT.containsKey(sweeper.function()) && sim.planted(ABSENT.get(sweeper.function()))) {
            return;
        }
        if (sweeper.collection().isEmpty()
                || SWEEPERS.stream().anyMatch(each -> each.function().equals(sweeper.function())
                        && due(each))) {
            run(sweeper.function());
            // What is still due is looked at with the next tick.
            SWEEPERS.stream().filter(each -> each.function().equals(sweeper.function()) && due(each))
                    .forEach(each -> plan(each, sim.now() + 1));
        }
    }

    private boolean due(Sweeper sweeper) {
        return mongo.collection(sweeper.collection()).all().stream()
                .map(document -> document.get(sweeper.field(), Date.class))
                .anyMatch(due -> due != null && due.getTime() <= sim.now());
    }

    private static final java.util.Map<String, Plant> ABSENT = java.util.Map.of("WorkflowSweeper",
            Plant.WORKFLOW_SWEEPER_ABSENT, "UploadsSweeper", Plant.UPLOADS_SWEEPER_ABSENT, "WebhooksSweeper",
            Plant.WEBHOOKS_SWEEPER_ABSENT, "PrivacyRetention", Plant.ERASURE_SWEEPER_ABSENT, "AssetsSweeper",
            Plant.ERASURE_SWEEPER_ABSENT);

    private void run(String function) {
        var fault = sim.fault(Op.TICK, function);
        if (fault == Fault.FAIL_BEFORE) {
            return;
        }
        if (fault == Fault.DELAY) {
            sim.after(sim.chance().between("tick late", sim.next("tick"), 5_000, 55_000), () -> runner.tick(function));
            return;
        }
        if (fault == Fault.DUPLICATE) {
            sim.after(1, () -> runner.tick(function));
        }
        runner.tick(function);
    }
}
