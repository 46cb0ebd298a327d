package io.crealia.local.cli;

import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.usecase.MakeBackup.Result;
import io.crealia.platform.json.Json;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a backup now, or lists those that there are. */
@Command(name = "backup", description = "Backs the database up now; --list shows what there is.", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    /** Nobody waits here but a person; a lease is renewed with every part. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    @Mixin
    private Options options;

    @Mixin
    private BackupAccess access;

    @Option(names = "--list", description = "Show the backups that there are, the oldest first")
    private boolean list;

    @Override
    public Integer call() {
        try (var session = BackupSession.open(options.settings(), access);
                var backups = session.backups()) {
            if (list) {
                return BackupsCommand.list(backups, options.json());
            }
            return switch (backups.make().executeNow(() -> PATIENCE)) {
                case Result.Finished(var manifest) -> told(manifest);
                case Result.Busy() -> refused("a backup is being made at this moment");
                case Result.Paused _,Result.NotDue _ -> refused("the backup was not finished");
            };
        }
    }

    private int told(BackupManifest manifest) {
        if (options.json()) {
            System.out.println(Json.text(BackupsCommand.json(manifest)));
            return Exit.OK;
        }
        System.out.println(BackupsCommand.line(manifest));
        manifest.collections().forEach(collection -> System.out.printf("  %-24s %8d documents %10s in %d parts%n",
                collection.name(), collection.documents(), BackupsCommand.bytes(collection.storedBytes()),
                collection.parts().size()));
        System.out.println("manifest: " + BackupsCommand.place(manifest));
        return Exit.OK;
    }

    private static int refused(String why) {
        System.err.println("crealia: " + why);
        return Exit.NOT_READY;
    }
}
