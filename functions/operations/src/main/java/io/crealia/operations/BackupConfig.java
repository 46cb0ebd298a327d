package io.crealia.operations;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.time.Duration;

/**
 * @param database that is backed up; never the one of persons' keys, because a backup of it would bring erased keys back
 * @param every the time between two backups
 * @param retention how long a backup is kept
 * @param partBytes size of a part before gzip
 */
record BackupConfig(String database, String bucket, Duration every, Duration retention, long partBytes) {
    /** How much time is left alone at the end of an invocation: more than a part takes. */
    static final Duration RESERVE = Duration.ofSeconds(60);
    private static final long SMALLEST_PART = 1024;
    private static final long PART = 64L * 1024 * 1024;

    static BackupConfig of(Environment environment) {
        var database = environment.string("CREALIA_MONGO_DATABASE", "crealia");
        if (database.equals(environment.string("CREALIA_KEYS_DATABASE", "crealia_keys"))) {
            throw new ConfigurationException("CREALIA_MONGO_DATABASE",
                    "another database than CREALIA_KEYS_DATABASE, which no backup may hold");
        }
        return new BackupConfig(database, environment.required("CREALIA_BACKUP_BUCKET"),
                environment.duration("CREALIA_BACKUP_EVERY", Duration.ofDays(1)),
                environment.duration("CREALIA_BACKUP_RETENTION", Duration.ofDays(35)),
                environment.number("CREALIA_BACKUP_PART_BYTES", SMALLEST_PART, PART));
    }
}
