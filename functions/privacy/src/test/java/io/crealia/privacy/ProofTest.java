package io.crealia.privacy;

import static io.crealia.privacy.Bench.ACME;
import static io.crealia.privacy.Bench.asset;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.SubjectId;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.privacy.adapter.MongoAssetTraces;
import io.crealia.privacy.adapter.MongoErasable;
import io.crealia.privacy.adapter.MongoErasureRepository;
import io.crealia.privacy.adapter.MongoReplayMark;
import io.crealia.privacy.adapter.MongoSealedRecords;
import io.crealia.privacy.adapter.VaultSubjects;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.usecase.CarryErasures;
import io.crealia.privacy.usecase.ProveErasures;
import io.crealia.privacy.usecase.ReplayErasures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restored copy shows of erasures. */
final class ProofTest {
    private static EmbeddedCloud cloud;
    private static int assets = 700;

    private final Bench bench = new Bench(cloud);
    private final int one = assets++;
    private final String copy = "copy" + one;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO, Service.S3));
        Bench.buckets(cloud);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private ProveErasures proof() {
        var erasures = new MongoErasureRepository(bench.mongo.collection(copy, "erasures"));
        return new ProveErasures(
                new ReplayErasures(bench.register, bench.seal, erasures,
                        new MongoReplayMark(bench.mongo.collection(copy, "privacy_marks")), bench.clock,
                        Duration.ofHours(1)),
                bench.register, bench.seal, new VaultSubjects(bench.vault),
                new MongoSealedRecords(() -> bench.mongo.database(copy), bench.vault),
                new MongoAssetTraces(bench.mongo.collection(copy, Inventory.UPLOADS),
                        bench.mongo.collection(copy, Inventory.RUNS)),
                MongoErasable.all(name -> bench.mongo.collection(copy, name)));
    }

    /** As a backup did that was taken before the erasure. */
    private void copyUploadsAndRuns(SubjectId subject, String name) {
        var sealed = new Binary(bench.vault.seal(ACME, subject, "uploads/x/personal",
                name.getBytes(StandardCharsets.UTF_8)));
        bench.mongo.collection(copy, "uploads").insert(new Document("_id", "upl_" + name)
                .append("tenantId", ACME.value()).append("assetId", asset(one).value()).append("v", 1L)
                .append("personal", sealed).append("more", List.of(new Document("deep", sealed)))
                .append("plain", new Binary(new byte[]{9})));
        bench.mongo.collection(copy, "runs").insert(new Document("_id", "wfl_" + name)
                .append("tenantId", ACME.value()).append("assetId", asset(one).value()).append("state", "READY"));
    }

    private SubjectId erased() {
        var subject = bench.vault.register(ACME, "jane" + one, asset(one));
        bench.keep(ACME, one, "deleting");
        bench.others(one);
        copyUploadsAndRuns(subject, "jane" + one);
        bench.request.execute(ACME, new Scope.OneSubject(subject));
        bench.settle();
        assertThat(bench.erasures.find(ACME, new Scope.OneSubject(subject).erasureId()).orElseThrow().erasure()
                .certificate()).isPresent();
        return subject;
    }

    @Test
    void execute_copyFromBeforeTheErasure_isErasedAgainAndUnreadable() {
        erased();

        var report = proof().execute();

        assertThat(report.proven()).isTrue();
        assertThat(report.replayed()).isEqualTo(report.certificates()).isGreaterThanOrEqualTo(2);
        assertThat(report.persons()).isPositive();
        assertThat(report.sealed()).isEqualTo(2);
        assertThat(report.removed()).isEqualTo(1);
        assertThat(report.emptied()).isEqualTo(1);
        assertThat(bench.mongo.collection(copy, "uploads").find("upl_jane" + one)).isEmpty();
        assertThat(proof().execute().replayed()).as("a second time").isZero();
    }

    @Test
    void execute_keyThatCameBack_isNotProven() {
        var subject = bench.vault.register(ACME, "jane" + one, asset(one));
        var keyset = bench.mongo.collection(keys(), "keysets").find("acme/" + subject).orElseThrow();
        bench.keep(ACME, one, "deleting");
        bench.others(one);
        copyUploadsAndRuns(subject, "jane" + one);
        bench.request.execute(ACME, new Scope.OneSubject(subject));
        bench.settle();
        assertThat(proof().execute().proven()).isTrue();

        // What must not happen: somebody restores the database of keys.
        bench.mongo.collection(keys(), "keysets").insert(keyset);
        copyUploadsAndRuns(subject, "again" + one);
        bench.mongo.collection(copy, "exports").insert(new Document("_id", "exp").append("sealed",
                bench.mongo.collection(copy, "uploads").find("upl_again" + one).orElseThrow().get("personal")));

        var report = proof().execute();
        assertThat(report.proven()).isFalse();
        assertThat(report.readablePersons()).isEqualTo(1);
        assertThat(report.readable()).isEqualTo(3);
    }

    private String keys() {
        return bench.keysDatabase();
    }

    @Test
    void execute_whoIsNotErased_isNotCounted() {
        var subject = bench.vault.register(ACME, "john" + one, asset(one));
        copyUploadsAndRuns(subject, "john" + one);

        var report = proof().execute();

        assertThat(report.sealed()).isZero();
        assertThat(report.proven()).isTrue();
        assertThat(bench.mongo.collection(copy, "uploads").find("upl_john" + one)).isPresent();
    }

    @Test
    void carry_erasureWithoutCertificate_isAskedForAgain() {
        bench.keep(ACME, one, "ready");
        bench.request.execute(ACME, new Scope.OneAsset(asset(one)));
        bench.sweep.execute();
        var carry = new CarryErasures(bench.erasures);
        var pending = carry.pending();
        assertThat(pending).extracting(Erasure::scope).contains(new Scope.OneAsset(asset(one)));
        bench.documents("erasures").deleteAll(new Document());

        assertThat(carry.carry(pending)).isEqualTo(pending.size());
        assertThat(carry.carry(pending)).as("known already").isZero();

        bench.others(one);
        bench.clock.advance(Duration.ofHours(1));
        bench.settle();
        assertThat(bench.erasures.find(ACME, Bench.erasure(one)).orElseThrow().erasure().certificate()).isPresent();
        assertThat(carry.pending()).isEmpty();
    }
}
