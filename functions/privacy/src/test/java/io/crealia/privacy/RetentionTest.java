package io.crealia.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.privacy.adapter.MongoExpiring;
import io.crealia.privacy.adapter.MongoRejectedAssets;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.usecase.ApplyRetention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
    private static final MongoExpiring.Periods PERIODS = new MongoExpiring.Periods(Duration.ofDays(2),
            Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(60));
    private static EmbeddedCloud cloud;

    private Bench bench;
    private ApplyRetention retention;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO, Service.S3));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void bench() {
        bench = new Bench(cloud);
        retention = new ApplyRetention(MongoExpiring.all(bench::documents, PERIODS),
                new MongoRejectedAssets(bench.documents("assets")), bench.request, bench.clock, Duration.ofDays(30));
    }

    private void row(String collection, String id, String time, String state) {
        bench.documents(collection).insert(new Document("_id", id).append("v", 1L).append("tenantId", "acme")
                .append("state", state).append(time, Date.from(bench.clock.instant())));
    }

    private boolean there(String collection, String id) {
        return bench.documents(collection).find(id).isPresent();
    }

    @Test
    void execute_eachPeriod_endsWhenItIsOverAndNotBefore() {
        row("idempotency", "i", "until", "");
        row("webhook_deliveries", "d", "createdAt", "");
        row("budget_grants", "g", "at", "");
        row("uploads", "u", "createdAt", "asset_created");
        row("uploads", "open", "createdAt", "uploading");

        bench.clock.advance(Duration.ofDays(2));
        retention.execute();
        assertThat(there("idempotency", "i")).isTrue();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(retention.execute()).containsEntry(Inventory.IDEMPOTENCY, 1L);
        assertThat(there("idempotency", "i")).isFalse();
        assertThat(there("webhook_deliveries", "d")).isTrue();

        bench.clock.advance(Duration.ofDays(28));
        retention.execute();
        assertThat(there("webhook_deliveries", "d")).isFalse();
        assertThat(there("budget_grants", "g")).isTrue();

        bench.clock.advance(Duration.ofDays(60));
        retention.execute();
        assertThat(there("budget_grants", "g")).isFalse();
        assertThat(there("uploads", "u")).isFalse();
        assertThat(there("uploads", "open")).as("an upload under way").isTrue();
    }

    @Test
    void execute_rejectedForLong_isErased() {
        row("assets", Bench.asset(1).value(), "updatedAt", "rejected");
        row("assets", Bench.asset(2).value(), "updatedAt", "ready");
        bench.clock.advance(Duration.ofDays(31));

        assertThat(retention.execute()).containsEntry("assets", 1L);
        retention.execute();

        assertThat(bench.erasures.list(Bench.ACME, Optional.empty(), 9)).singleElement()
                .satisfies(erasure -> assertThat(erasure.scope()).isEqualTo(new Scope.OneAsset(Bench.asset(1))));
    }

    @Test
    void inventory_names_areUniqueAndSaid() {
        assertThat(Inventory.all()).extracting("name").doesNotHaveDuplicates();
        assertThat(Inventory.all()).allSatisfy(holding -> {
            assertThat(holding.holds()).isNotBlank();
            assertThat(holding.purpose()).isNotBlank();
            assertThat(holding.period()).isNotBlank();
        });
        assertThat(Inventory.find(Inventory.MEDIA)).isPresent();
    }
}
