package io.crealia.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.config.Environment;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.platform.limit.RateLimits;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.EmbeddedMongo;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.TestTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTrailTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String ASSET = "ast_01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String WRITER = TestTokens.token("acme", "things:write", "webhooks:write", "webhooks:read",
            "privacy:read");
    private static final Secret MASTER = new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static EmbeddedMongo mongo;
    private final MovableClock clock = new MovableClock();
    private final DocumentStore rows = mongo.collection();
    private final AuditLog log = new AuditLog(rows, mongo.collection(), () -> MASTER, clock);
    private final AtomicInteger effects = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    private HttpEdge edge(AuditLog audit) {
        var environment = new Environment(Map.of());
        var away = new RedisConnection(() -> "redis://127.0.0.1:9");
        return new HttpEdge(List.of(Route.get("/v1/things/{asset_id}", "things:write", _ -> done()),
                Route.delete("/v1/things/{asset_id}", "things:write", this::delete),
                Route.change("PATCH", "/v1/things/{asset_id}/captions/{language}", "things:write", _ -> done()),
                Route.post("/v1/things", "things:write", _ -> done()),
                Route.post("/v1/hooks", "webhooks:write", _ -> done()),
                Route.list("/v1/hooks", "webhooks:read", _ -> done()),
                Route.get("/v1/export", "privacy:read", _ -> done())),
                new TestTokens(), new Idempotency(new InMemoryIdempotencyStore(), clock),
                EdgeGuard.of(environment, RateLimits.of(environment, away, clock), audit));
    }

    private static HttpResponse done() {
        return HttpResponse.ok(Json.object());
    }

    private HttpResponse delete(HttpRequest request) {
        if (request.header("x-conflict").isPresent()) {
            throw new Problem(ErrorCode.CONFLICT, "Not now.");
        }
        if (request.header("x-invalid").isPresent()) {
            throw new Problem(ErrorCode.INVALID, "No.");
        }
        request.id("asset_id", "thing", AssetId::new);
        effects.incrementAndGet();
        return HttpResponse.noContent();
    }

    @Test
    void handle_changesPrivacyAndWebhooks_areNoted() {
        var edge = edge(log);
        call("DELETE", "/v1/things/{asset_id}", ASSET).send(edge::handle);
        call("PATCH", "/v1/things/{asset_id}/captions/{language}", ASSET).path("language", "pt-BR").send(edge::handle);
        call("POST", "/v1/hooks", "").send(edge::handle);
        call("GET", "/v1/export", "").send(edge::handle);
        call("GET", "/v1/things/{asset_id}", ASSET).send(edge::handle);
        call("GET", "/v1/hooks", "").send(edge::handle);
        call("POST", "/v1/things", "").send(edge::handle);

        assertThat(rows()).extracting(row -> row.getString("action") + " " + row.getString("target") + " "
                + row.getString("outcome")).containsExactly(
                        "DELETE /v1/things/{asset_id} /v1/things/" + ASSET + " done",
                        "PATCH /v1/things/{asset_id}/captions/{language} /v1/things/" + ASSET + "/captions/pt-BR done",
                        "POST /v1/hooks /v1/hooks done", "GET /v1/export /v1/export done");
        assertThat(rows()).extracting(row -> row.getString("actor")).containsOnly(log.reference(ACME, "user-of-acme"));
        assertThat(log.verify(ACME)).isInstanceOf(AuditLog.Finding.Intact.class);
    }

    @Test
    void handle_refusals_areNotedWhereTheyAreAboutRights() {
        var edge = edge(log);
        var reader = TestTokens.token("acme", "things:read");
        ApiCall.of("DELETE", "/v1/things/{asset_id}").path("asset_id", ASSET).as(reader).send(edge::handle);
        call("DELETE", "/v1/things/{asset_id}", ASSET).header("X-Conflict", "1").send(edge::handle);
        call("DELETE", "/v1/things/{asset_id}", "anna@example.org").send(edge::handle);
        call("DELETE", "/v1/things/{asset_id}", ASSET).header("X-Invalid", "1").send(edge::handle);
        ApiCall.of("DELETE", "/v1/things/{asset_id}").path("asset_id", ASSET).send(edge::handle);

        assertThat(rows()).extracting(row -> row.getString("target") + " " + row.getString("outcome")).containsExactly(
                "/v1/things/" + ASSET + " auth.forbidden", "/v1/things/" + ASSET + " resource.conflict",
                "/v1/things/? resource.not_found");
        assertThat(rows().toString()).doesNotContain("anna", "user-of-acme");
    }

    @Test
    void handle_logAway_isNotDone() {
        try (var nowhere = new MongoConnection(() -> "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", "test")) {
            var edge = edge(
                    new AuditLog(nowhere.collection("audit"), nowhere.collection("heads"), () -> MASTER, clock));

            assertThat(call("DELETE", "/v1/things/{asset_id}", ASSET).send(edge::handle).status()).isEqualTo(503);
            assertThat(effects).hasValue(1);
            assertThat(call("DELETE", "/v1/things/{asset_id}", "nothing").send(edge::handle).status()).isEqualTo(404);
            assertThat(call("GET", "/v1/things/{asset_id}", ASSET).send(edge::handle).status()).isEqualTo(200);
        }
    }

    @Test
    void rehearse_logAway_endsQuietly() {
        var asked = new AtomicInteger();
        try (var nowhere = nowhere(asked)) {
            var log = new AuditLog(nowhere.collection("audit"), nowhere.collection("heads"), () -> MASTER, clock);

            assertThatCode(edge(log)::rehearse).doesNotThrowAnyException();
            assertThat(asked).hasValue(1);
        }
    }

    /** A function without such routes has no store of its own, and nothing would close the connection before a snapshot. */
    @Test
    void rehearse_noRouteIsAudited_asksNoStore() throws IOException {
        var asked = new AtomicInteger();
        try (var nowhere = nowhere(asked)) {
            var log = new AuditLog(nowhere.collection("audit"), nowhere.collection("heads"), () -> MASTER, clock);
            var guard = EdgeGuard.of(new Environment(Map.of()), RateLimits.of(new Environment(Map.of()),
                    new RedisConnection(() -> "redis://127.0.0.1:9"), clock), log);

            new HttpEdge(List.of(Route.open("/docs", _ -> done())), new TestTokens(),
                    new Idempotency(new InMemoryIdempotencyStore(), clock), guard).rehearse();

            assertThat(asked).hasValue(0);
        }
    }

    private static MongoConnection nowhere(AtomicInteger asked) {
        return new MongoConnection(() -> {
            asked.incrementAndGet();
            return "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100";
        }, "test");
    }

    private static ApiCall call(String method, String resource, String asset) {
        return ApiCall.of(method, resource).path("asset_id", asset).as(WRITER);
    }

    private List<Document> rows() {
        return rows.find(Filters.empty(), Indexes.ascending("_id"), 100);
    }
}
