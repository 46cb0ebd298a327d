package io.crealia.local.cli;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.operations.BackupComponent;
import io.crealia.privacy.ProofComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stores that a command backs up or restores: those of the edition that runs, of the data folder where none runs (its
 * stores are started, and none of its functions), or of another installation.
 */
final class BackupSession implements AutoCloseable {
    private final Map<String, String> environment;
    private final Optional<EmbeddedCloud> own;
    private final boolean functionsRun;

    private BackupSession(Map<String, String> environment, Optional<EmbeddedCloud> own, boolean functionsRun) {
        this.environment = Map.copyOf(environment);
        this.own = own;
        this.functionsRun = functionsRun;
    }

    static BackupSession open(EditionSettings settings, BackupAccess access) {
        if (access.remote()) {
            return new BackupSession(access.environment(System.getenv()), Optional.empty(), true);
        }
        var running = RunFile.read(settings.home());
        if (running.isPresent()) {
            var run = running.get();
            return new BackupSession(environment(settings, run.mongo().toString(), run.storage()), Optional.empty(),
                    true);
        }
        var cloud = EmbeddedCloud
                .start(CloudSettings.inDirectory(settings.cloudData()).only(Service.S3, Service.MONGO));
        // Where no edition has run yet.
        BackupAccess.local().forEach((name, value) -> {
            if (name.endsWith("_BUCKET")) {
                cloud.createBucket(value);
            }
        });
        return new BackupSession(environment(settings, cloud.endpoints().mongoUri().toString(),
                RunFile.Storage.of(cloud.endpoints())), Optional.of(cloud), false);
    }

    private static Map<String, String> environment(EditionSettings settings, String mongo, RunFile.Storage s3) {
        var environment = new HashMap<>(BackupAccess.local());
        environment.put("CREALIA_MONGO_URI", mongo);
        environment.put("CREALIA_PRIVACY_KEY", LocalEdition.privacyKey(settings));
        environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        environment.put("AWS_REGION", s3.region());
        environment.put("AWS_ACCESS_KEY_ID", s3.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", s3.secretAccessKey());
        environment.putAll(settings.overrides());
        return environment;
    }

    /** Backups of this installation, wired as its functions are. The caller closes it. */
    BackupComponent backups() {
        return BackupComponent.start(over(database()));
    }

    /** Erasures in one of its databases, wired as its functions are. The caller closes it. */
    ProofComponent erasures(String database) {
        return ProofComponent.start(over(database));
    }

    private Map<String, String> over(String database) {
        var theirs = new HashMap<>(environment);
        theirs.put("CREALIA_MONGO_DATABASE", database);
        return theirs;
    }

    /** The database that the installation works on. */
    String database() {
        return environment.getOrDefault("CREALIA_MONGO_DATABASE", "crealia");
    }

    String keysDatabase() {
        return environment.getOrDefault("CREALIA_KEYS_DATABASE", "crealia_keys");
    }

    /** Whether functions may be at work on the database at this moment. */
    boolean functionsRun() {
        return functionsRun;
    }

    /** Whether certificates of erasures can be found and checked. */
    boolean knowsErasures() {
        return environment.containsKey("CREALIA_MEDIA_BUCKET")
                && (environment.containsKey("CREALIA_PRIVACY_KEY")
                        || environment.containsKey("CREALIA_PRIVACY_SECRET_ARN"));
    }

    @Override
    public void close() {
        own.ifPresent(EmbeddedCloud::close);
    }
}
