package io.crealia.local.cli;

import io.crealia.operations.BackupComponent;
import io.crealia.operations.adapter.MongoDocumentSink;
import io.crealia.operations.adapter.MongoDocumentSource;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.usecase.CompareRestored.Row;
import io.crealia.platform.json.Json;
import io.crealia.privacy.usecase.ProveErasures;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Restores into a scratch database of the same server, tells what was found, and drops it. */
final class RestoreDrill {
    private static final int SHOWN = 12;

    private final BackupSession session;
    private final boolean asJson;
    private int exit = Exit.NOT_READY;

    RestoreDrill(BackupSession session, boolean asJson) {
        this.session = session;
        this.asJson = asJson;
    }

    int execute(BackupComponent backups, BackupManifest manifest, Set<String> known) {
        if (!session.knowsErasures()) {
            throw new IllegalArgumentException("the drill proves erasures: expected CREALIA_MEDIA_BUCKET, and "
                    + "CREALIA_PRIVACY_KEY or CREALIA_PRIVACY_SECRET_ARN");
        }
        var scratch = "crealia_drill_" + backups.ids().ulid().toLowerCase(Locale.ROOT);
        var mongo = backups.mongo();
        backups.drill().execute(manifest, known,
                new MongoDocumentSink(() -> mongo.database(scratch)),
                new MongoDocumentSource(() -> mongo.database(scratch)), rows -> {
                    try (var erasures = session.erasures(scratch)) {
                        tell(manifest, rows, erasures.prove().execute());
                    }
                });
        return exit;
    }

    private void tell(BackupManifest manifest, List<Row> rows, ProveErasures.Report erasures) {
        var green = rows.stream().allMatch(Row::same) && erasures.proven();
        exit = green ? Exit.OK : Exit.NOT_READY;
        if (asJson) {
            System.out.println(json(manifest, rows, erasures, green));
            return;
        }
        System.out.println("drill of " + BackupsCommand.line(manifest));
        System.out.printf("%-24s %10s %10s  %-12s  %-12s %s%n", "collection", "documents", "restored", "digest",
                "restored", "");
        rows.forEach(row -> System.out.printf("%-24s %10d %10d  %-12s  %-12s %s%n", row.collection(), row.expected(),
                row.found(), cut(row.digest()), cut(row.foundDigest()),
                row.same() ? "same" : "DIFFERENT: " + row.difference()));
        System.out.printf("erasures: %d certificates, %d replayed; %d persons, of whom %d can be read; of %d sealed "
                + "fields of theirs %d can be read%n", erasures.certificates(), erasures.replayed(), erasures.persons(),
                erasures.readablePersons(), erasures.sealed(), erasures.readable());
        System.out.printf("          %d documents of erased assets removed again, %d left; %d are emptied by the "
                + "functions after a restore%n", erasures.removed(), erasures.remaining(), erasures.emptied());
        System.out.println(green ? "the drill is green" : "the drill is RED");
    }

    private static String json(BackupManifest manifest, List<Row> rows, ProveErasures.Report erasures, boolean green) {
        var json = BackupsCommand.json(manifest).put("green", green);
        var compared = json.putArray("compared");
        rows.forEach(row -> compared.addObject().put("collection", row.collection()).put("documents", row.expected())
                .put("restored", row.found()).put("digest", row.digest()).put("restored_digest", row.foundDigest())
                .put("difference", row.difference()));
        json.putObject("erasures").put("certificates", erasures.certificates()).put("replayed", erasures.replayed())
                .put("foreign", erasures.foreign()).put("persons", erasures.persons())
                .put("readable_persons", erasures.readablePersons()).put("sealed_fields", erasures.sealed())
                .put("readable_fields", erasures.readable()).put("removed", erasures.removed())
                .put("remaining", erasures.remaining()).put("emptied_by_functions", erasures.emptied());
        return Json.text(json);
    }

    private static String cut(String digest) {
        return digest.substring(0, Math.min(SHOWN, digest.length()));
    }
}
