package io.crealia.operations.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.operations.domain.BackedUpCollection;
import io.crealia.operations.domain.BackupId;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupPart;
import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.domain.DamagedBackupException;
import io.crealia.operations.fake.InMemoryDatabase;
import io.crealia.operations.usecase.CompareRestored.Row;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class RestoreBackupTest {
    private final BackupBench bench = new BackupBench();
    private final BackupManifest manifest = bench.backup();
    private final InMemoryDatabase target = new InMemoryDatabase("other");

    private void restore(BackupManifest from, Set<String> known) {
        bench.restore.execute(from, target, known, false);
    }

    private BackupPart part(int index) {
        return manifest.collections().getFirst().parts().get(index);
    }

    /** Writes the manifest again with a change in its text, and reads it. */
    private BackupManifest edited(UnaryOperator<String> change) {
        var key = BackupScope.manifest(manifest.database(), manifest.id());
        var text = new String(bench.objects.bytes(key), StandardCharsets.UTF_8);
        var other = change.apply(text);
        assertThat(other).isNotEqualTo(text);
        bench.objects.put(key, other.getBytes(StandardCharsets.UTF_8));
        return bench.catalog.get(manifest.id());
    }

    private void assertRefused(BackupManifest from, String... words) {
        assertThatThrownBy(() -> restore(from, Set.of())).isInstanceOf(DamagedBackupException.class)
                .hasMessageContainingAll(words);
        assertThat(target.collections()).as("nothing is written").isEmpty();
    }

    @Test
    void execute_everyByteOfAPartFlipped_isFoundBeforeAnythingIsWritten() {
        var key = part(1).key();
        var good = bench.objects.bytes(key).clone();
        for (int i = 0; i < good.length; i++) {
            var flipped = good.clone();
            flipped[i] ^= 0x10;
            bench.objects.put(key, flipped);
            assertRefused(manifest, key, "SHA-256 of the object is", part(1).storedSha256());
        }
        bench.objects.put(key, good);
        restore(manifest, Set.of());
        assertThat(target.collections()).hasSize(4);
    }

    @Test
    void execute_partCutAnywhere_isFound() {
        var key = part(0).key();
        var good = bench.objects.bytes(key).clone();
        for (int length = 0; length < good.length; length++) {
            var cut = new byte[length];
            System.arraycopy(good, 0, cut, 0, length);
            bench.objects.put(key, cut);
            assertRefused(manifest, key, "SHA-256 of the object");
        }
    }

    @Test
    void execute_severalFaults_areAllTold() {
        bench.objects.delete(List.of(part(0).key()));
        bench.objects.put(part(1).key(), new byte[]{1, 2, 3});

        assertRefused(manifest, part(0).key() + ": the part is missing", part(1).key() + ": SHA-256 of the object");
    }

    @Test
    void execute_partsExchanged_isFound() {
        bench.objects.put(part(0).key(), bench.objects.bytes(part(1).key()));

        assertRefused(manifest, part(0).key());
    }

    @Test
    void execute_manifestWithAnotherCountInAPart_isFound() {
        // Consistent in itself, and wrong.
        var wrong = edited(text -> text.replaceFirst("\"documents\":4,\"bytes\"", "\"documents\":5,\"bytes\"")
                .replaceFirst("\"documents\":17", "\"documents\":18")
                .replaceFirst("\"documents\":10", "\"documents\":11"));

        assertRefused(wrong, part(0).key() + ": number of documents is 4, expected 5");
    }

    @Test
    void get_manifestThatContradictsItself_isNone() {
        assertThatThrownBy(() -> edited(text -> text.replaceFirst("\"documents\":17", "\"documents\":16")))
                .isInstanceOf(DamagedBackupException.class)
                .hasMessageContaining("manifests/crealia/" + manifest.id() + ".json").hasMessageContaining("totals");
        assertThat(bench.catalog.lastGood()).isEmpty();
    }

    @Test
    void get_manifestOfANewerFormat_saysSo() {
        assertThatThrownBy(() -> edited(text -> text.replaceFirst("\"format\":1", "\"format\":2")))
                .isInstanceOf(DamagedBackupException.class).hasMessageContaining("its format is 2")
                .hasMessageContaining("up to 1");
    }

    @Test
    void get_manifestWithoutEachOfItsFields_namesIt() {
        var whole = ManifestText.write(manifest);
        var fields = new ArrayList<String>();
        whole.fieldNames().forEachRemaining(fields::add);
        for (var field : fields) {
            var lacking = whole.deepCopy();
            lacking.remove(field);
            assertThatThrownBy(() -> ManifestText.read("manifests/x.json", Json.bytes(lacking))).as(field)
                    .isInstanceOf(DamagedBackupException.class).hasMessageContaining("manifests/x.json");
        }
        assertThat(ManifestText.read("x", Json.bytes(whole))).isEqualTo(manifest);
        assertThatThrownBy(() -> ManifestText.read("x", new byte[0])).isInstanceOf(DamagedBackupException.class);
    }

    @Test
    void get_unknownBackup_saysWhereItLooked() {
        var id = new BackupId("bkp_00000000000000000000000777");

        assertThatThrownBy(() -> bench.catalog.get(id)).isInstanceOf(DamagedBackupException.class)
                .hasMessageContaining("manifests/crealia/" + id + ".json");
    }

    @Test
    void execute_collectionThatThisVersionDoesNotKnow_isRefused() {
        assertThatThrownBy(() -> restore(manifest, Set.of("assets", "runs", "uploads")))
                .isInstanceOf(DamagedBackupException.class).hasMessageContaining("costs");
        assertThat(target.collections()).isEmpty();
        restore(manifest, Set.of("assets", "runs", "uploads", "costs", "more"));
    }

    @Test
    void execute_manifestThatNamesWhatDoesNotBelongIntoABackup_isRefused() {
        for (var name : List.of("system.users", "privacy_marks", "a$b", "")) {
            bench.objects.put("x", new byte[1]);
            var foreign = new BackupManifest(manifest.id(), manifest.database(), manifest.startedAt(),
                    manifest.finishedAt(), List.of(
                            new BackedUpCollection(name, List.of(), List.of())));
            assertRefused(foreign, "does not belong into a backup");
        }
    }

    @Test
    void execute_partOfAnotherBackup_isRefused() {
        var other = bench.backup();

        assertRefused(edited(text -> text.replace("parts/crealia/" + manifest.id(), "parts/crealia/" + other.id())),
                "is not of this backup");
    }

    @Test
    void execute_databaseWithDocuments_isRefusedUnlessReplaced() {
        target.with("webhook_endpoints", new Document("_id", "mine"));

        assertThatThrownBy(() -> restore(manifest, Set.of())).isInstanceOf(RestoreBackup.NotEmptyException.class)
                .hasMessageContaining("other").hasMessageContaining("webhook_endpoints");
        assertThat(target.filled()).containsExactly("webhook_endpoints");

        bench.restore.execute(manifest, target, Set.of(), true);
        assertThat(target.filled()).containsExactly("assets", "runs", "uploads");
    }

    @Test
    void execute_marksOfARunningEdition_doNotCountAndGo() {
        target.with("privacy_marks", new Document("_id", "replay"));

        restore(manifest, Set.of());

        assertThat(target.all().get("privacy_marks")).isEmpty();
    }

    private List<Row> drill(InMemoryDatabase scratch) {
        var rows = new ArrayList<Row>();
        new DrillRestore(bench.restore, new CompareRestored()).execute(manifest, Set.of(), scratch, scratch,
                found -> {
                    assertThat(scratch.filled()).isNotEmpty();
                    rows.addAll(found);
                });
        assertThat(scratch.collections()).as("the scratch is dropped").isEmpty();
        return rows;
    }

    @Test
    void drill_goodBackup_isGreen() {
        assertThat(drill(target)).hasSize(4).allMatch(Row::same).satisfiesOnlyOnce(
                row -> assertThat(row.found()).isEqualTo(10))
                .allSatisfy(row -> assertThat(row.digest()).isEqualTo(row.foundDigest()));
    }

    /** A server that loses or changes something after it took it. */
    private List<Row> drillWith(Consumer<InMemoryDatabase> fault) {
        bench.restore.execute(manifest, target, Set.of(), false);
        fault.accept(target);
        return new CompareRestored().execute(manifest, target);
    }

    private static void assertRed(List<Row> rows, String collection, String... words) {
        assertThat(rows).filteredOn(row -> !row.same()).singleElement().satisfies(row -> {
            assertThat(row.collection()).isEqualTo(collection);
            assertThat(row.difference()).contains(words);
        });
    }

    @Test
    void compare_droppedDocument_isRed() {
        assertRed(drillWith(database -> database.all().get("assets").remove("0003")), "assets",
                "there are 9 documents, expected 10");
    }

    @Test
    void compare_documentTooMany_isRed() {
        assertRed(drillWith(database -> database.with("runs", new Document("_id", "zzz"))), "runs",
                "there are 7 documents, expected 6");
    }

    @Test
    void compare_changedByte_isRed() {
        var rows = drillWith(database -> {
            var document = database.all().get("runs").get("0002").clone();
            document[document.length - 3] ^= 1;
            database.all().get("runs").put("0002", document);
        });

        assertRed(rows, "runs", "documents differ");
        assertThat(rows).filteredOn(row -> row.collection().equals("runs")).singleElement()
                .satisfies(row -> assertThat(row.digest()).isNotEqualTo(row.foundDigest()));
    }

    @Test
    void compare_documentsExchanged_isRed() {
        assertRed(drillWith(database -> {
            var documents = database.all().get("assets");
            documents.put("0001", documents.get("0002"));
        }), "assets", "documents differ");
    }

    @Test
    void compare_lostIndex_isRed() {
        assertRed(drillWith(database -> database.forgetIndexes("assets")), "assets", "indexes are []");
    }

    @Test
    void compare_furtherCollection_isRed() {
        assertRed(drillWith(database -> database.create("strange")), "strange", "no such collection");
    }

    @Test
    void drill_scratchWithDocuments_isRefusedAndNotDropped() {
        target.with("assets", new Document("_id", "mine"));

        assertThatThrownBy(() -> new DrillRestore(bench.restore, new CompareRestored()).execute(manifest, Set.of(),
                target, target, _ -> {})).isInstanceOf(RestoreBackup.NotEmptyException.class);
        assertThat(target.filled()).containsExactly("assets");
    }

    @Test
    void drill_whoLooksFails_dropsTheScratch() {
        assertThatThrownBy(() -> new DrillRestore(bench.restore, new CompareRestored()).execute(manifest, Set.of(),
                target, target, _ -> {
                    throw new IllegalStateException("looked");
                })).hasMessage("looked");
        assertThat(target.collections()).isEmpty();
    }
}
