package io.crealia.privacy;

import static io.crealia.privacy.Bench.ACME;
import static io.crealia.privacy.Bench.RIVAL;
import static io.crealia.privacy.Bench.SETTLE;
import static io.crealia.privacy.Bench.asset;
import static io.crealia.privacy.Bench.erasure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.ExportId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.CertificateRegister;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.usecase.DriveErasure.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plan, execute, verify, certify, on the embedded MongoDB and S3. */
final class ErasureTest {
    private static EmbeddedCloud cloud;
    private static int assets = 100;

    private final int one = assets++;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO, Service.S3));
        Bench.buckets(cloud);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static Erasure stored(Bench bench, int number) {
        return bench.erasures.find(ACME, erasure(number)).orElseThrow().erasure();
    }

    private static JsonNode certificate(Bench bench, int number) {
        return bench.seal.verified(stored(bench, number).certificate().orElseThrow().signed()).orElseThrow();
    }

    private void request(Bench bench) {
        bench.request.execute(ACME, new Scope.OneAsset(asset(one)));
    }

    @Test
    void execute_ownersExports_goWhereTheyMayHaveACopy() {
        var bench = new Bench(cloud);
        bench.keep(ACME, one, "deleting");
        bench.others(one);
        var john = bench.vault.register(ACME, "john", asset(one));
        var before = export(bench, john, 1);
        request(bench);
        bench.clock.advance(Duration.ofSeconds(3));
        var after = export(bench, john, 2);
        var jane = export(bench, bench.vault.register(ACME, "jane", asset(assets++)), 3);

        bench.drive.execute(ACME, erasure(one));
        assertThat(bench.exports.find(ACME, before)).isEmpty();
        assertThat(bench.archives.exists(ACME, before)).isFalse();
        // Whoever was making it puts it where no document leads to any more.
        bench.archives.put(ACME, before, out -> out.write(1));
        bench.settle();

        assertThat(bench.archives.exists(ACME, before)).as("come late").isFalse();
        assertThat(bench.archives.exists(ACME, after)).isTrue();
        assertThat(bench.archives.exists(ACME, jane)).isTrue();
        assertThat(certificate(bench, one).path("removed").path(Inventory.ARCHIVES).asLong()).isEqualTo(2);
        bench.request.execute(ACME, new Scope.OneSubject(john));
        bench.settle();
        assertThat(bench.exports.find(ACME, after)).isEmpty();
        assertThat(bench.archives.exists(ACME, after)).isFalse();
        assertThat(bench.archives.exists(ACME, jane)).isTrue();
    }

    private ExportId export(Bench bench, SubjectId subject, int number) {
        var id = new ExportId(ExportId.PREFIX + "%026d".formatted(one * 10 + number));
        bench.exports.insert(Export.requested(id, ACME, subject, bench.clock.instant()), List.of());
        bench.archives.put(ACME, id, out -> out.write(1));
        return id;
    }

    @Test
    void execute_assetOutOfSight_isRemovedSettledAndCertified() {
        var bench = new Bench(cloud);
        bench.keep(ACME, one, "deleting");
        request(bench);

        assertThat(bench.drive.execute(ACME, erasure(one))).isEqualTo(Outcome.DRIVEN);
        assertThat(bench.left(ACME, one)).as("in the first pass").isZero();
        assertThat(bench.sender.facts(QueueName.FACTS)).singleElement().isInstanceOf(Fact.AssetDeleting.class);
        bench.others(one);
        bench.settle();

        assertThat(stored(bench, one).state()).isEqualTo("certified");
        var certificate = certificate(bench, one);
        assertThat(certificate.path("scope").path("asset_id").asText()).isEqualTo(asset(one).value());
        assertThat(certificate.path("removed").path(Inventory.MEDIA).asLong()).isEqualTo(2);
        assertThat(certificate.path("removed").path(Inventory.PARTS).asLong()).isEqualTo(1);
        assertThat(certificate.path("verification").path("remaining")).hasSizeGreaterThanOrEqualTo(8)
                .allMatch(count -> count.asLong() == 0);
        assertThat(certificate.path("plan")).hasSize(Inventory.all().size());
        assertThat(certificate.toString()).doesNotContain("secret");
        assertThat(bench.sender.facts(QueueName.ASSETS)).singleElement().isInstanceOf(Fact.AssetErased.class);
        assertThat(bench.sender.facts(QueueName.EVENTS)).singleElement().isInstanceOf(Fact.AssetErased.class);
        assertThat(bench.erasures.due(bench.clock.instant().plusSeconds(86_400), 9)).isEmpty();
    }

    /** Found by simulation: it was visited each minute for ever, and with two hundred like it nothing else was. */
    @Test
    void sweep_lastAcknowledgementBrokenOff_isNoLongerDue() {
        var bench = new Bench(cloud);
        bench.keep(ACME, one, "deleting");
        request(bench);
        bench.drive.execute(ACME, erasure(one));
        bench.others(one);
        bench.settle();
        // The messages are taken out of the outbox, and the erasure is not yet taken off those that are due.
        bench.documents("erasures").update(Filters.eq("_id", erasure(one).value()),
                Updates.set("nextAt", Date.from(bench.clock.instant())));
        assertThat(bench.erasures.due(bench.clock.instant(), 9)).hasSize(1);

        assertThat(bench.sweep.execute().certified()).isEqualTo(1);

        assertThat(bench.erasures.due(bench.clock.instant().plusSeconds(86_400), 9)).isEmpty();
        assertThat(bench.sender.facts(QueueName.ASSETS)).hasSize(1);
    }

    @Test
    void execute_assetStillSeen_isAskedForAndNothingIsTouched() {
        var bench = new Bench(cloud);
        bench.keep(ACME, one, "ready");
        var before = bench.left(ACME, one);
        request(bench);

        bench.drive.execute(ACME, erasure(one));

        assertThat(bench.sender.facts(QueueName.ASSETS)).singleElement().isInstanceOf(Fact.DeletionRequested.class);
        assertThat(bench.left(ACME, one)).isEqualTo(before);
    }

    @Test
    void execute_somethingComesLate_isFoundBeforeTheCertificate() {
        var bench = new Bench(cloud);
        bench.keep(ACME, one, "deleting");
        request(bench);
        bench.drive.execute(ACME, erasure(one));
        bench.others(one);
        bench.clock.advance(SETTLE);
        bench.drive.execute(ACME, erasure(one));
        assertThat(stored(bench, one).state()).isEqualTo("settling");

        bench.late(ACME, one);
        bench.clock.advance(SETTLE);
        bench.drive.execute(ACME, erasure(one));

        assertThat(stored(bench, one).state()).isEqualTo("erasing");
        bench.settle();
        assertThat(certificate(bench, one).path("removed").path(Inventory.MEDIA).asLong()).isEqualTo(3);
    }

    @Test
    void execute_runNotErased_isNeverCertified() {
        var bench = new Bench(cloud);
        bench.keep(ACME, one, "deleting");
        request(bench);

        bench.settle();

        assertThat(stored(bench, one).certificate()).isEmpty();
        assertThat(bench.sender.facts(QueueName.FACTS)).hasSizeGreaterThan(2);
    }

    @Test
    void execute_others_areUnharmed() {
        var bench = new Bench(cloud);
        var other = assets++;
        bench.keep(ACME, one, "deleting");
        bench.keep(ACME, other, "ready");
        var rivals = new Bench(cloud);
        rivals.keep(RIVAL, one, "ready");
        var before = bench.left(ACME, other);
        var rivalsBefore = rivals.left(RIVAL, one);
        bench.others(one);
        request(bench);

        bench.settle();

        assertThat(stored(bench, one).state()).isEqualTo("certified");
        assertThat(bench.left(ACME, other)).isEqualTo(before).isPositive();
        assertThat(rivals.left(RIVAL, one)).isEqualTo(rivalsBefore).isPositive();
    }

    /** Whatever breaks off, at whichever call: the next one goes on, and what is certified is true. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void execute_brokenOffAtAnyPoint_endsAllTheSame(int point) {
        var calls = new AtomicInteger();
        Runnable crash = () -> {
            if (calls.incrementAndGet() == point) {
                throw new DependencyException("crash at " + point, null);
            }
        };
        var bench = new Bench(cloud, repository -> new Crashing(repository, crash),
                register -> new CertificateRegister() {
                    @Override
                    public void put(TenantId tenant, ErasureId id, String signed) {
                        crash.run();
                        register.put(tenant, id, signed);
                        crash.run();
                    }

                    @Override
                    public List<Entry> list(Optional<String> after, int limit) {
                        return register.list(after, limit);
                    }
                }, sender -> message -> {
                    crash.run();
                    sender.send(message);
                    crash.run();
                });
        bench.keep(ACME, one, "deleting");
        request(bench);
        for (int i = 0; i < 12; i++) {
            try {
                bench.drive.execute(ACME, erasure(one));
            } catch (DependencyException e) {
                assertThat(e).hasMessageContaining("crash");
            }
            bench.others(one);
            bench.clock.advance(SETTLE);
        }
        bench.settle();

        assertThat(calls.get()).as("the point was reached").isGreaterThanOrEqualTo(point);
        assertThat(stored(bench, one).state()).isEqualTo("certified");
        assertThat(bench.left(ACME, one)).isZero();
        assertThat(bench.sender.sent()).extracting(OutboxMessage::queue).contains(QueueName.ASSETS, QueueName.EVENTS);
        assertThat(certificate(bench, one).path("verification").path("remaining"))
                .allMatch(count -> count.asLong() == 0);
    }

    /** Fails before or after a write of the real one. */
    private record Crashing(ErasureRepository real, Runnable crash) implements ErasureRepository {
        @Override
        public Optional<Stored> find(TenantId tenant, ErasureId id) {
            return real.find(tenant, id);
        }

        @Override
        public boolean insert(Erasure first) {
            return real.insert(first);
        }

        @Override
        public boolean replace(Stored next) {
            crash.run();
            var replaced = real.replace(next);
            crash.run();
            return replaced;
        }

        @Override
        public void acknowledge(TenantId tenant, ErasureId id, Collection<String> messageIds) {
            crash.run();
            real.acknowledge(tenant, id, messageIds);
        }

        @Override
        public List<Erasure> due(Instant now, int limit) {
            return real.due(now, limit);
        }

        @Override
        public List<Erasure> list(TenantId tenant, Optional<ErasureId> before, int limit) {
            return real.list(tenant, before, limit);
        }
    }

    @Test
    void verified_everyChangedCharacter_isNoCertificate() {
        var bench = new Bench(cloud);
        var signed = bench.seal.sign(Json.object().put("erasure_id", "era_1"));
        assertThat(bench.seal.verified(signed)).isPresent();

        for (int i = 0; i < signed.length() - 1; i++) {
            var changed = new StringBuilder(signed);
            changed.setCharAt(i, signed.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(bench.seal.verified(changed.toString())).as("character " + i).isEmpty();
        }
        var parts = signed.split("\\.");
        assertThat(bench.seal.verified("eyJhbGciOiJub25lIn0." + parts[1] + ".")).as("unsigned").isEmpty();
        assertThat(bench.seal.verified("")).isEmpty();
        assertThat(bench.seal.publicKeys().toString()).doesNotContain("\"d\"");
    }

    @Test
    void execute_subject_losesHisKeyAndEveryAsset() {
        var bench = new Bench(cloud);
        var two = assets++;
        var others = assets++;
        var subject = bench.vault.register(ACME, "jane@example.com", asset(one));
        bench.vault.register(ACME, "jane@example.com", asset(two));
        var john = bench.vault.register(ACME, "john@example.com", asset(others));
        var hers = bench.vault.seal(ACME, subject, "x", "hers".getBytes(StandardCharsets.UTF_8));
        var his = bench.vault.seal(ACME, john, "x", "his".getBytes(StandardCharsets.UTF_8));
        for (var number : List.of(one, two, others)) {
            bench.keep(ACME, number, "ready");
        }
        var untouched = bench.left(ACME, others);
        var scope = new Scope.OneSubject(subject);
        bench.request.execute(ACME, scope);

        bench.sweep.execute();
        assertThat(bench.vault.open(ACME, "x", hers)).as("unreadable after the first pass").isEmpty();
        bench.clock.advance(SETTLE);
        bench.sweep.execute();
        assertThat(bench.sender.facts(QueueName.ASSETS)).hasSizeGreaterThanOrEqualTo(2)
                .allMatch(Fact.DeletionRequested.class::isInstance);
        bench.others(one);
        bench.others(two);
        bench.settle();

        var erasure = bench.erasures.find(ACME, scope.erasureId()).orElseThrow().erasure();
        assertThat(erasure.state()).isEqualTo("certified");
        var certificate = bench.seal.verified(erasure.certificate().orElseThrow().signed()).orElseThrow();
        assertThat(certificate.path("assets").findValuesAsText("asset_id")).containsExactly(asset(one).value(),
                asset(two).value());
        assertThat(certificate.toString()).doesNotContain("jane");
        assertThat(bench.left(ACME, one) + bench.left(ACME, two)).isZero();
        assertThat(bench.vault.find(ACME, "jane@example.com")).isEmpty();
        assertThat(bench.vault.open(ACME, "x", his)).isPresent();
        assertThat(bench.left(ACME, others)).isEqualTo(untouched).isPositive();
    }

    @Test
    void replay_restoredDatabase_isErasedAgain() {
        var bench = new Bench(cloud);
        bench.keep(ACME, one, "deleting");
        bench.others(one);
        request(bench);
        bench.settle();
        assertThat(stored(bench, one).state()).isEqualTo("certified");

        // A database from before the erasure: it knows the asset, and nothing of its end.
        var restored = new Bench(cloud);
        restored.keep(ACME, one, "ready");
        assertThat(restored.replay.execute().replayed()).isGreaterThanOrEqualTo(1);
        assertThat(restored.replay.execute().read()).as("not again within the hour").isZero();
        restored.sweep.execute();
        assertThat(restored.sender.facts(QueueName.ASSETS)).isNotEmpty()
                .allMatch(Fact.DeletionRequested.class::isInstance);
        restored.others(one);
        restored.settle();

        assertThat(restored.left(ACME, one)).isZero();
        assertThat(stored(restored, one).state()).isEqualTo("certified");
    }

    @Test
    void replay_foreignCertificate_isLeftAlone() {
        var bench = new Bench(cloud);
        bench.register.put(ACME, erasure(one), "eyJhbGciOiJub25lIn0.e30.");

        assertThat(bench.replay.execute().foreign()).isGreaterThanOrEqualTo(1);
        assertThat(bench.erasures.find(ACME, erasure(one))).isEmpty();
    }

    @Test
    void request_twice_isOneErasureAndForeignOnesAreAbsent() {
        var bench = new Bench(cloud);
        request(bench);
        request(bench);

        assertThat(bench.erasures.list(ACME, Optional.empty(), 9)).hasSize(1);
        assertThat(bench.erasures.find(RIVAL, erasure(one))).isEmpty();
        assertThat(bench.drive.execute(RIVAL, erasure(one))).isEqualTo(Outcome.UNKNOWN);
        assertThatThrownBy(() -> bench.request.execute(RIVAL, new Scope.OneAsset(asset(one))))
                .isInstanceOf(DependencyException.class);
    }
}
