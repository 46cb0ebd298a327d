package io.crealia.local.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every command understands. */
final class Options {
    @Option(names = "--port", paramLabel = "PORT", defaultValue = "3000", description = "The API's port; the servers behind it use PORT+10 to PORT+16, with --observability to PORT+19. 0 takes free ports. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--home", paramLabel = "FOLDER", description = "The data folder. Default: CREALIA_HOME, else .crealia in the project")
    private Path home;

    @Option(names = "--json", description = "End with one JSON object on standard output and print nothing else there")
    private boolean json;

    static Path root() {
        return Path.of(System.getProperty("crealia.root", ".")).toAbsolutePath().normalize();
    }

    EditionSettings settings() {
        var root = root();
        var folder = home != null
                ? home
                : Path.of(System.getProperty("crealia.home", root.resolve(".crealia").toString()));
        return new EditionSettings(root, folder.toAbsolutePath().normalize(), port, Map.of());
    }

    boolean json() {
        return json;
    }
}
