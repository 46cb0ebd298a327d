package io.crealia.platform.privacy;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.AuditLog.Deed;
import io.crealia.platform.privacy.AuditLog.Finding;
import io.crealia.platform.privacy.AuditLog.Mark;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.EmbeddedMongo;
import io.crealia.testkit.MovableClock;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditLogTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final Deed DEED = new Deed("DELETE /v1/assets/{asset_id}", "ast_1", "done");
    private static EmbeddedMongo mongo;
    private final MovableClock clock = new MovableClock();
    private final DocumentStore rows = mongo.collection();
    private final DocumentStore heads = mongo.collection();
    private final AuditLog log = new AuditLog(rows, heads, () -> Keys.ONE, clock);

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    /** Of a tenant who has the rehearsal's name as well. */
    @Test
    void rehearse_changesNothing() {
        var nobody = new TenantId("rehearsal");
        log.rehearse(DEED);
        assertThat(log.tenants()).isEmpty();

        var end = log.append(nobody, "actor", DEED);
        log.rehearse(DEED);

        assertThat(log.verify(nobody)).isEqualTo(new Finding.Intact(end));
        assertThat(log.tenants()).containsExactly(nobody);
    }

    @Test
    void verify_whatWasAppended_isIntact() {
        assertThat(log.verify(ACME)).isEqualTo(new Finding.Intact(new Mark(0, "0".repeat(64))));

        var end = append(1100);

        assertThat(end.sequence()).isEqualTo(1100);
        assertThat(log.verify(ACME)).isEqualTo(new Finding.Intact(end));
        assertThat(log.verify(OTHER)).isEqualTo(new Finding.Intact(new Mark(0, "0".repeat(64))));
    }

    @Test
    void append_32AtOnce_makeOneChain() throws Exception {
        var tries = Collections.nCopies(32,
                (Callable<Mark>) () -> new AuditLog(rows, heads, () -> Keys.ONE, clock).append(ACME, "actor", DEED));
        var marks = new HashSet<Mark>();
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (var answer : threads.invokeAll(tries)) {
                marks.add(answer.get());
            }
        }

        assertThat(marks).extracting(Mark::sequence).doesNotHaveDuplicates().hasSize(32);
        assertThat(log.verify(ACME)).isInstanceOfSatisfying(Finding.Intact.class,
                found -> assertThat(found.end().sequence()).isEqualTo(32));
    }

    @Test
    void append_16AtOnceInOneProcess_eachFindsTheEnd() throws Exception {
        // A number that is taken already would cost a second insert.
        var turns = new AuditLog(mongo.dying("turns", 16), heads, () -> Keys.ONE, clock);
        var marks = new HashSet<Long>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var answer : threads.invokeAll(Collections.nCopies(16,
                    (Callable<Mark>) () -> turns.append(ACME, "actor", DEED)))) {
                marks.add(answer.get().sequence());
            }
        }

        assertThat(marks).hasSize(16);
    }

    @Test
    void append_headLagsAfterACrash_goesOnAtTheEnd() {
        append(3);
        heads.delete(eq("_id", ACME.value()));
        assertThat(append(1).sequence()).isEqualTo(4);
        heads.update(eq("_id", ACME.value()),
                Updates.combine(Updates.set("sequence", 2L), Updates.set("mac", mac(2))));

        assertThat(append(1).sequence()).isEqualTo(5);
        assertThat(log.verify(ACME)).isInstanceOf(Finding.Intact.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "action", "target", "outcome", "previous", "mac", "tenantId"})
    void verify_changedText_isFoundAtItsRow(String field) {
        append(5);
        var before = rows.find(id(3)).orElseThrow();
        replace(3, before.append(field, before.getString(field) + "0"));

        assertThat(log.verify(ACME)).isInstanceOfSatisfying(Finding.Broken.class,
                found -> assertThat(found.sequence()).isEqualTo(3));
    }

    @Test
    void verify_changedOrAddedValue_isFound() {
        append(5);
        var good = rows.find(id(3)).orElseThrow();

        replace(3, new Document(good).append("at", new Date(0)));
        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(3, "the row was changed"));
        replace(3, new Document(good).append("sequence", "3"));
        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(3, "the row does not follow the one before"));
        replace(3, new Document(good).append("note", "more"));
        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(3, "the row was changed"));
        replace(3, good);
        assertThat(log.verify(ACME)).isInstanceOf(Finding.Intact.class);
    }

    @Test
    void verify_removedRow_isFound() {
        append(5);

        rows.delete(eq("_id", id(2)));

        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(2, "the row is missing"));
    }

    @Test
    void verify_removedEnd_isFound() {
        append(5);

        rows.delete(eq("_id", id(5)));
        rows.delete(eq("_id", id(4)));

        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(4, "rows are missing at the end"));
    }

    @Test
    void verify_removedEndAndHead_isFoundByWhoKeptAMark() {
        var kept = append(5);
        rows.delete(eq("_id", id(5)));
        heads.update(eq("_id", ACME.value()), Updates.combine(Updates.set("sequence", 4L), Updates.set("mac", mac(4))));

        assertThat(log.verify(ACME)).isInstanceOf(Finding.Intact.class);
        assertThat(log.verify(ACME, Optional.of(kept)))
                .isEqualTo(new Finding.Broken(5, "rows are missing at the end"));
        append(1);
        assertThat(log.verify(ACME, Optional.of(new Mark(5, "f".repeat(64)))))
                .isEqualTo(new Finding.Broken(5, "the row is not the one that was kept"));
    }

    @Test
    void verify_reorderedRows_areFound() {
        append(5);
        var second = rows.find(id(2)).orElseThrow();
        var third = rows.find(id(3)).orElseThrow();

        replace(2, new Document(third).append("_id", id(2)));
        replace(3, new Document(second).append("_id", id(3)));

        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(2, "the row does not follow the one before"));
    }

    @Test
    void verify_forgedRow_isFound() {
        append(2);

        new AuditLog(rows, heads, () -> Keys.TWO, clock).append(ACME, "actor", DEED);

        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(3, "the row was changed"));
    }

    @Test
    void verify_chainOfAnotherTenant_doesNotPass() {
        log.append(OTHER, "actor", DEED);
        var row = rows.findOne(eq("tenantId", "other")).orElseThrow();

        rows.insert(new Document(row).append("_id", id(1)).append("tenantId", ACME.value()));

        assertThat(log.verify(ACME)).isEqualTo(new Finding.Broken(1, "the row was changed"));
    }

    @Test
    void tenants_rowsOrHead_areAllTold() {
        var names = List.of("acme", "acme-x", "acme0", "acme_", "other");
        names.forEach(name -> log.append(new TenantId(name), "actor", DEED));
        append(2);
        rows.delete(eq("tenantId", "acme0"));
        heads.delete(eq("_id", "acme-x"));

        assertThat(log.tenants()).extracting(TenantId::value).containsExactlyElementsOf(names);
    }

    @Test
    void reference_isThePersonsAndNobodyElses() {
        var reference = log.reference(ACME, "anna@example.org");

        assertThat(reference).matches("[0-9a-f]{32}").isEqualTo(log.reference(ACME, "anna@example.org"))
                .isNotEqualTo(log.reference(OTHER, "anna@example.org"))
                .isNotEqualTo(new AuditLog(rows, heads, () -> Keys.TWO, clock).reference(ACME, "anna@example.org"));
    }

    private Mark append(int count) {
        var last = new Mark(0, "");
        for (int i = 0; i < count; i++) {
            last = log.append(ACME, log.reference(ACME, "anna"), DEED);
        }
        return last;
    }

    private void replace(int sequence, Document row) {
        rows.delete(eq("_id", id(sequence)));
        rows.insert(row);
    }

    private String mac(int sequence) {
        return rows.find(id(sequence)).orElseThrow().getString("mac");
    }

    private static String id(int sequence) {
        return "acme/%019d".formatted(sequence);
    }
}
