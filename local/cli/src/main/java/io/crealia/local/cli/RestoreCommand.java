package io.crealia.local.cli;

import io.crealia.operations.BackupComponent;
import io.crealia.operations.adapter.MongoDocumentSink;
import io.crealia.operations.domain.BackupId;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.DamagedBackupException;
import io.crealia.operations.usecase.RestoreBackup;
import io.crealia.platform.json.Json;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Holding;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.usecase.ReplayErasures;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup, or rehearses that. */
@Command(name = "restore", description = "Restores a backup into an empty database; --drill does it in a scratch database and compares.", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Mixin
    private BackupAccess access;

    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "Its id. Default: the last good one")
    private String backup;

    @Option(names = "--database", paramLabel = "NAME", description = "Where it is restored to. Default: the database that it was made of")
    private String database;

    @Option(names = "--replace", description = "Delete every document that the database has")
    private boolean replace;

    @Option(names = "--drill", description = "Restore into a scratch database, compare with the manifest, replay erasures, drop it")
    private boolean drill;

    @Option(names = "--any-collection", description = "Restore collections too that this version does not know")
    private boolean anyCollection;

    @Override
    public Integer call() {
        try (var session = BackupSession.open(options.settings(), access);
                var backups = session.backups()) {
            var catalog = backups.catalog();
            var manifest = backup == null
                    ? catalog.lastGood().orElseThrow(() -> new DamagedBackupException(
                            "there is no backup of " + session.database() + " that can be read"))
                    : catalog.get(new BackupId(backup));
            if (drill) {
                return new RestoreDrill(session, options.json()).execute(backups, manifest, known());
            }
            return restore(session, backups, manifest);
        } catch (DamagedBackupException e) {
            e.faults().forEach(fault -> System.err.println("crealia: " + fault));
            return Exit.NOT_READY;
        } catch (RestoreBackup.NotEmptyException e) {
            System.err.println("crealia: " + e.getMessage());
            System.err.println("         --replace deletes all of its documents first; back it up before, "
                    + "or restore into another --database");
            return Exit.NOT_READY;
        }
    }

    private Set<String> known() {
        var known = new TreeSet<String>();
        if (!anyCollection) {
            Inventory.all().stream().filter(holding -> holding.kind() == Holding.Kind.COLLECTION)
                    .forEach(holding -> known.add(holding.name()));
        }
        return known;
    }

    private int restore(BackupSession session, BackupComponent backups, BackupManifest manifest) {
        var target = database == null ? manifest.database() : database;
        if (target.equals(session.keysDatabase())) {
            throw new IllegalArgumentException("--database: " + target + " holds the keys of persons");
        }
        var mongo = backups.mongo();
        var sink = new MongoDocumentSink(() -> mongo.database(target));
        try (var erasures = session.erasures(target)) {
            var filled = sink.filled();
            if (replace && !filled.isEmpty()) {
                System.err.println("crealia: every document of " + target + " is deleted: "
                        + String.join(", ", filled)
                        + (session.functionsRun() ? "; functions that are at work on it lose what they write" : ""));
            }
            var pending = replace && !filled.isEmpty() ? erasures.carry().pending() : List.<Erasure>of();
            backups.restore().execute(manifest, sink, known(), replace);
            var carried = erasures.carry().carry(pending);
            tell(manifest, target, carried, session.knowsErasures()
                    ? erasures.replay().execute()
                    : new ReplayErasures.Report(-1, 0, 0));
        }
        return Exit.OK;
    }

    private void tell(BackupManifest manifest, String target, int carried, ReplayErasures.Report replayed) {
        if (options.json()) {
            System.out.println(Json.text(BackupsCommand.json(manifest).put("restored_to", target)
                    .put("erasures_carried", carried).put("erasures_replayed", replayed.replayed())
                    .put("certificates", replayed.read())));
            return;
        }
        System.out.println("restored " + BackupsCommand.line(manifest));
        System.out.println("into database " + target + ", after every digest was checked");
        if (replayed.read() < 0) {
            System.out.println("erasures: privacy-retention replays them when it next works on this database; "
                    + "with CREALIA_MEDIA_BUCKET and CREALIA_PRIVACY_KEY they are replayed at once");
        } else {
            System.out.printf("erasures: %d certificates, %d asked for again, %d without certificate carried over; "
                    + "privacy-retention carries them out within minutes%n", replayed.read(), replayed.replayed(),
                    carried);
        }
    }
}
