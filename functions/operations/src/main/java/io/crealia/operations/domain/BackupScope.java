package io.crealia.operations.domain;

import java.util.Set;
import java.util.regex.Pattern;

/** Which collections a backup may hold, and where its objects lie. */
public final class BackupScope {
    /**
     * Not backed up: the progress of backups, and the mark of {@code privacy-retention}, whose absence after a restore
     * makes it replay erasures at once (docs/privacy.md).
     */
    public static final Set<String> LEFT_OUT = Set.of("backups", "privacy_marks");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");

    private BackupScope() {}

    /** Whether a collection of this name belongs into a backup. */
    public static boolean holds(String collection) {
        return NAME.matcher(collection).matches() && !collection.startsWith("system.")
                && !LEFT_OUT.contains(collection);
    }

    public static String manifests(String database) {
        return "manifests/" + database + "/";
    }

    public static String manifest(String database, BackupId id) {
        return manifests(database) + id + ".json";
    }

    public static String parts(String database) {
        return "parts/" + database + "/";
    }

    /** @param attempt who wrote it: two who write the same part do not overwrite each other */
    public static String part(String database, BackupId id, String collection, int number, String attempt) {
        return "%s%s/%s/%06d-%s.bson.gz".formatted(parts(database), id, collection, number, attempt);
    }
}
