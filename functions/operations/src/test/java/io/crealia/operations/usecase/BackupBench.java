package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.fake.InMemoryDatabase;
import io.crealia.operations.fake.InMemoryLedger;
import io.crealia.operations.fake.InMemoryObjects;
import io.crealia.operations.port.BackupLedger;
import io.crealia.operations.port.BackupObjects;
import io.crealia.operations.port.DocumentSource;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import java.time.Duration;
import java.util.Set;

/** Backups of a small database, with parts of about four documents. */
final class BackupBench {
    static final String DATABASE = "crealia";
    static final Duration EVERY = Duration.ofDays(1);
    static final Duration RESERVE = Duration.ofSeconds(60);
    static final Duration RETENTION = Duration.ofDays(35);
    static final MakeBackup.TimeLeft PLENTY = () -> Duration.ofHours(1);
    static final String INDEX = "{\"key\":{\"tenantId\":{\"$numberInt\":\"1\"}},\"name\":\"tenantId_1\"}";
    private static final long PART = 350;

    final MovableClock clock = new MovableClock();
    final SequentialIds ids = new SequentialIds();
    final InMemoryObjects objects = new InMemoryObjects();
    final InMemoryLedger ledger = new InMemoryLedger();
    final InMemoryDatabase database = new InMemoryDatabase(DATABASE).with("assets", 10).with("runs", 6)
            .with("uploads", 1);
    final BackupCatalog catalog = new BackupCatalog(DATABASE, objects);
    final RestoreBackup restore = restore(objects);

    BackupBench() {
        database.create("costs");
        database.index("assets", INDEX);
        database.with("privacy_marks", 1);
    }

    MakeBackup maker() {
        return maker(database, objects, ledger);
    }

    MakeBackup maker(DocumentSource source, BackupObjects store, BackupLedger states) {
        return new MakeBackup(DATABASE, source, store, states,
                new WritePart(store, WritePart::temporaryFile, PART), ids, clock,
                new MakeBackup.Pace(EVERY, RESERVE));
    }

    static RestoreBackup restore(BackupObjects store) {
        var readPart = new ReadPart(store);
        return new RestoreBackup(new VerifyBackup(readPart), readPart);
    }

    BackupManifest backup() {
        return ((MakeBackup.Result.Finished) maker().executeNow(PLENTY)).manifest();
    }

    InMemoryDatabase restored(BackupManifest manifest) {
        var target = new InMemoryDatabase("other");
        restore.execute(manifest, target, Set.of(), false);
        return target;
    }
}
