package io.crealia.local.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which installation a backup is of: the local edition, unless an operator names another one. */
final class BackupAccess {
    /** What template.yaml calls them at the stage {@code local}. */
    private static final Map<String, String> LOCAL = Map.of("CREALIA_MONGO_DATABASE", "crealia",
            "CREALIA_KEYS_DATABASE", "crealia_keys", "CREALIA_BACKUP_BUCKET", "crealia-local-backup",
            "CREALIA_MEDIA_BUCKET", "crealia-local-media", "CREALIA_INCOMING_BUCKET", "crealia-local-incoming");

    @Option(names = "--uri", paramLabel = "URI", description = "MongoDB of another installation. What is not given as an option is taken from the environment, by the names that the functions use (docs/configuration.md). Default: the local edition")
    private String uri;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "That installation's bucket of backups")
    private String bucket;

    @Option(names = "--region", paramLabel = "REGION", description = "That installation's AWS region")
    private String region;

    /** Whether the local edition is not meant. */
    boolean remote() {
        return uri != null || bucket != null || region != null;
    }

    static Map<String, String> local() {
        return LOCAL;
    }

    /** The environment of a function of the other installation, as far as it is known here. */
    Map<String, String> environment(Map<String, String> around) {
        var environment = new HashMap<>(around);
        put(environment, "CREALIA_MONGO_URI", uri);
        put(environment, "CREALIA_BACKUP_BUCKET", bucket);
        put(environment, "AWS_REGION", region);
        if (!environment.containsKey("CREALIA_MONGO_URI") && !environment.containsKey("CREALIA_MONGO_SECRET_ARN")) {
            throw new IllegalArgumentException(
                    "--uri: expected the connection string of MongoDB, or CREALIA_MONGO_URI");
        }
        require(environment, "CREALIA_BACKUP_BUCKET", "--bucket: expected the name of the bucket of backups");
        require(environment, "AWS_REGION", "--region: expected an AWS region");
        return environment;
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static void require(Map<String, String> environment, String name, String message) {
        if (environment.getOrDefault(name, "").isBlank()) {
            throw new IllegalArgumentException(message + ", or " + name);
        }
    }
}
