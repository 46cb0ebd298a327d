package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether the edition runs and how it is. */
@Command(name = "status", description = "Shows whether Crealia runs here, its health and its newest assets.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    static final String NOT_RUNNING = "crealia: not running on this data folder; start it with ./crealia up";

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
                System.out.println(Json.text(json));
                return Exit.OK;
            }
            System.out.printf("API     %s   pid %d   %s%n", running.get().api(), running.get().pid(),
                    health.path("status").asText());
            health.path("checks").properties().forEach(check -> System.out.printf("  %-8s %s  %s ms%n", check.getKey(),
                    check.getValue().path("status").asText(), check.getValue().path("ms").asText("-")));
            System.out.println("newest assets");
            assets.forEach(asset -> System.out.printf("  %s  %-14s %3d %%  %s%n", asset.path("id").asText(),
                    asset.path("state").asText(), asset.path("progress").path("percent").asInt(),
                    asset.path("created_at").asText()));
        }
        return Exit.OK;
    }
}
