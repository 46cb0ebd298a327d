package io.crealia.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.operations.BackupComponent;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupScope;
import io.crealia.platform.json.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists backups. */
@Command(name = "backups", description = "Shows the backups that there are, the oldest first.", mixinStandardHelpOptions = true)
final class BackupsCommand implements Callable<Integer> {
    private static final long KIB = 1024;

    @Mixin
    private Options options;

    @Mixin
    private BackupAccess access;

    @Override
    public Integer call() {
        try (var session = BackupSession.open(options.settings(), access);
                var backups = session.backups()) {
            return list(backups, options.json());
        }
    }

    /** @return {@link Exit#NOT_READY} if one of them cannot be read */
    static int list(BackupComponent backups, boolean asJson) {
        var found = backups.catalog().all();
        var exit = found.stream().allMatch(one -> one.manifest().isPresent()) ? Exit.OK : Exit.NOT_READY;
        if (asJson) {
            var json = Json.object();
            var data = json.putArray("data");
            found.forEach(one -> data.add(one.manifest().map(BackupsCommand::json)
                    .orElseGet(() -> Json.object().put("id", one.id().value()).put("fault", one.fault()))));
            System.out.println(Json.text(json));
            return exit;
        }
        found.forEach(one -> System.out
                .println(one.manifest().map(BackupsCommand::line)
                        .orElseGet(() -> one.id() + "  UNREADABLE " + one.fault())));
        if (found.isEmpty()) {
            System.out.println("there is no backup yet");
        }
        return exit;
    }

    static String line(BackupManifest manifest) {
        return "%s  %s  %d documents of %d collections, %s in %d parts".formatted(manifest.id(), manifest.startedAt(),
                manifest.documents(), manifest.collections().size(), bytes(manifest.storedBytes()), manifest.parts());
    }

    static ObjectNode json(BackupManifest manifest) {
        return Json.object().put("id", manifest.id().value()).put("database", manifest.database())
                .put("started_at", manifest.startedAt().toString())
                .put("finished_at", manifest.finishedAt().toString())
                .put("collections", manifest.collections().size()).put("documents", manifest.documents())
                .put("parts", manifest.parts()).put("bytes", manifest.rawBytes())
                .put("stored_bytes", manifest.storedBytes()).put("manifest", place(manifest));
    }

    static String place(BackupManifest manifest) {
        return BackupScope.manifest(manifest.database(), manifest.id());
    }

    /** For people: {@code 1.5 MiB}. */
    static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        double size = bytes;
        var unit = 0;
        while (size >= KIB && unit < 4) {
            size /= KIB;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %siB", size, " KMGT".charAt(unit));
    }
}
