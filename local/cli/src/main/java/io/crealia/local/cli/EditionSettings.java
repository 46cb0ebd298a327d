package io.crealia.local.cli;

import io.crealia.local.cloud.Ports;
import io.crealia.local.lambda.isolated.IsolatedSettings;
import io.crealia.local.observability.ObservabilityPorts;
import io.crealia.local.observability.ObservabilitySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one local edition lives.
 *
 * @param root the project, which holds {@code template.yaml}
 * @param home the data folder
 * @param apiPort the API's port; the servers behind it listen on the ten ports from {@code apiPort + 10}; 0 takes free ones
 * @param overrides environment variables that replace what the template gives the functions
 * @param isolation how functions run in processes of their own, from their zips; empty for functions in this JVM
 * @param observability Prometheus and what belongs to it, on the three ports from {@code apiPort + 17}; empty for none
 */
public record EditionSettings(Path root, Path home, int apiPort, Map<String, String> overrides,
        Optional<IsolatedSettings> isolation, Optional<ObservabilitySettings> observability) {
    static final int DEFAULT_PORT = 3000;
    /** Lines that are JSON already (crealia-log4j2.xml). */
    private static final Logger FUNCTIONS_LOG = LoggerFactory.getLogger("crealia.functions");
    private static final int HIGHEST = 65_500;

    public EditionSettings {
        if (apiPort < 0 || apiPort > HIGHEST) {
            throw new IllegalArgumentException("--port: expected a number from 0 to " + HIGHEST + ", was " + apiPort);
        }
        overrides = Map.copyOf(overrides);
    }

    /** Functions in this JVM. */
    public EditionSettings(Path root, Path home, int apiPort, Map<String, String> overrides) {
        this(root, home, apiPort, overrides, Optional.empty(), Optional.empty());
    }

    /** The same, with each function in processes of its own; what they write goes to the functions' log. */
    public EditionSettings isolated() {
        return new EditionSettings(root, home, apiPort, overrides,
                Optional.of(IsolatedSettings.in(home.resolve("functions"), FUNCTIONS_LOG::info)), observability);
    }

    /** The same with other processes; no change for functions in this JVM. */
    public EditionSettings with(UnaryOperator<IsolatedSettings> change) {
        return new EditionSettings(root, home, apiPort, overrides, isolation.map(change), observability);
    }

    /** The same with some variables of the functions replaced. */
    EditionSettings with(Map<String, String> more) {
        var all = new HashMap<>(overrides);
        all.putAll(more);
        return new EditionSettings(root, home, apiPort, all, isolation, observability);
    }

    /**
     * The same, watched.
     *
     * @param alertsTo who is told of alerts; empty for nobody
     */
    EditionSettings observed(Optional<URI> alertsTo) {
        var ports = apiPort == 0 ? ObservabilityPorts.free() : ObservabilityPorts.from(apiPort + 17);
        var watch = ObservabilitySettings.in(observabilityData(), root.resolve("observability"), ports);
        return new EditionSettings(root, home, apiPort, overrides, isolation,
                Optional.of(alertsTo.map(watch::withAlertsTo).orElse(watch)));
    }

    Path observabilityData() {
        return home.resolve("observability");
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
