package io.crealia.operations;

import io.crealia.operations.domain.Health;
import io.crealia.operations.usecase.CheckHealth;
import io.crealia.operations.usecase.RecentHealth;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.platform.json.Json;
import java.util.List;
import java.util.Locale;

/** The operations of {@code health-api}. */
final class HealthApi {
    private static final int UNAVAILABLE = 503;

    private final CheckHealth check;
    private final RecentHealth recent;
    private final String version;

    HealthApi(CheckHealth check, RecentHealth recent, String version) {
        this.check = check;
        this.recent = recent;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(Route.open("/health", this::summary), Route.open("/health/live", this::live),
                Route.open("/health/ready", this::ready));
    }

    /** Says that this process answers, and asks nobody else: a dead store is no reason to replace us. */
    private HttpResponse live(HttpRequest request) {
        return HttpResponse.ok(Json.object().put("status", "ok").put("version", version));
    }

    private HttpResponse ready(HttpRequest request) {
        return answer(check.execute());
    }

    private HttpResponse summary(HttpRequest request) {
        return answer(recent.get());
    }

    private HttpResponse answer(Health health) {
        var json = Json.object().put("status", health.status().name().toLowerCase(Locale.ROOT)).put("version", version);
        var checks = json.putObject("checks");
        health.checks()
                .forEach(found -> checks.putObject(found.name()).put("status", found.answered() ? "ok" : "failed")
                        .put("required", found.required()).put("ms", found.millis()));
        return HttpResponse.json(health.status() == Health.Status.UNAVAILABLE ? UNAVAILABLE : 200, json);
    }
}
