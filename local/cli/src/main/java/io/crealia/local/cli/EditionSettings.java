package io.crealia.local.cli;

import io.crealia.local.cloud.Ports;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where one local edition lives.
 *
 * @param root the project, which holds {@code template.yaml}
 * @param home the data folder
 * @param apiPort the API's port; the servers behind it listen on the ten ports from {@code apiPort + 10}; 0 takes free ones
 * @param overrides environment variables that replace what the template gives the functions
 */
public record EditionSettings(Path root, Path home, int apiPort, Map<String, String> overrides) {
    static final int DEFAULT_PORT = 3000;
    private static final int HIGHEST = 65_500;

    public EditionSettings {
        if (apiPort < 0 || apiPort > HIGHEST) {
            throw new IllegalArgumentException("--port: expected a number from 0 to " + HIGHEST + ", was " + apiPort);
        }
        overrides = Map.copyOf(overrides);
    }

    Path template() {
        return root.resolve("template.yaml");
    }

    Path cloudData() {
        return home.resolve("cloud");
    }

    Ports ports() {
        var first = apiPort + 10;
        return apiPort == 0
                ? Ports.free()
                : new Ports(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    }
}
