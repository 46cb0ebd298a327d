package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Filters;
import io.crealia.local.cli.LocalQueues.Depth;
import io.crealia.platform.json.Json;
import io.crealia.platform.store.MongoConnection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether the edition runs and how it is. */
@Command(name = "status", description = "Shows whether Crealia runs here, its health, queues, runs and newest assets.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    static final String NOT_RUNNING = "crealia: not running on this data folder; start it with ./crealia up";

    /** As {@code RunState.storedName} writes them. */
    static final List<String> RUN_STATES = List.of("RUNNING", "READY", "READY_DEGRADED", "FAILED", "REJECTED",
            "EXPIRED",
            "CANCELLED", "ERASED");

    @Mixin
    private Options options;

    @Override
    public Integer call() {
        var settings = options.settings();
        var running = RunFile.read(settings.home());
        var session = Session.join(settings);
        if (running.isEmpty() || session.isEmpty()) {
            if (options.json()) {
                System.out.println(Json.text(Json.object().put("running", false)));
            } else {
                System.err.println(NOT_RUNNING);
            }
            return Exit.ENVIRONMENT;
        }
        try (var joined = session.get()) {
            var health = joined.api().get("/health/ready");
            var assets = joined.api().get("/v1/assets?limit=10").path("data");
            if (options.json()) {
                var json = Json.object().put("running", true).put("api", running.get().api().toString())
                        .put("pid", running.get().pid());
                json.set("health", health);
                json.set("assets", assets);
                json.set("queues", queues(running.get()));
                json.set("runs", runs(running.get()));
                System.out.println(Json.text(json));
                return Exit.OK;
            }
            System.out.printf("API     %s   pid %d   %s%n", running.get().api(), running.get().pid(),
                    health.path("status").asText());
            health.path("checks").properties().forEach(check -> System.out.printf("  %-8s %s  %s ms%n", check.getKey(),
                    check.getValue().path("status").asText(), check.getValue().path("ms").asText("-")));
            queues(running.get()).properties().forEach(StatusCommand::printQueue);
            var runs = runs(running.get()).properties().stream()
                    .map(run -> run.getKey() + " " + run.getValue().asLong())
                    .collect(Collectors.joining(", "));
            System.out.println("runs    " + (runs.isEmpty() ? "none" : runs));
            System.out.println("newest assets");
            assets.forEach(asset -> System.out.printf("  %s  %-14s %3d %%  %s%n", asset.path("id").asText(),
                    asset.path("state").asText(), asset.path("progress").path("percent").asInt(),
                    asset.path("created_at").asText()));
        }
        return Exit.OK;
    }

    /** Members are queues that hold something, by name; one that dead letters wait for has {@code dead_letters}. */
    private static ObjectNode queues(RunFile running) {
        var json = Json.object();
        try (var queues = new LocalQueues(running.sqs())) {
            var depths = queues.depths();
            for (var each : depths) {
                var dead = depths.stream().filter(other -> each.deadLetters().equals(Optional.of(other.name())))
                        .mapToLong(Depth::waiting).sum();
                if (each.deadLetters().isPresent() && each.waiting() + each.working() + each.delayed() + dead > 0) {
                    json.putObject(each.name()).put("waiting", each.waiting()).put("working", each.working())
                            .put("delayed", each.delayed()).put("dead_letters", dead);
                }
            }
        }
        return json;
    }

    private static void printQueue(Map.Entry<String, JsonNode> queue) {
        var depth = queue.getValue();
        System.out.printf("queue   %-38s %d waiting, %d in work, %d dead letters%n", queue.getKey(),
                depth.path("waiting").asLong() + depth.path("delayed").asLong(), depth.path("working").asLong(),
                depth.path("dead_letters").asLong());
    }

    /** Members are states that runs are in, with their number. */
    private static ObjectNode runs(RunFile running) {
        var json = Json.object();
        try (var mongo = new MongoConnection(() -> running.mongo().toString(), "crealia")) {
            var runs = mongo.collection("runs");
            for (var state : RUN_STATES) {
                var count = runs.count(Filters.eq("state", state));
                if (count > 0) {
                    json.put(state.toLowerCase(Locale.ROOT), count);
                }
            }
        }
        return json;
    }
}
