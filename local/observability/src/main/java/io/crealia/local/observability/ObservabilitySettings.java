package io.crealia.local.observability;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How Prometheus, Pushgateway and Alertmanager run on one machine.
 *
 * @param home their data, configuration, logs and pid files
 * @param project the project's folder {@code observability}
 * @param interval of scraping and of evaluating rules, at least a second
 * @param alertsTo who is told of alerts; empty for nobody, Alertmanager shows them all the same
 */
public record ObservabilitySettings(Path home, Path project, ObservabilityPorts ports, Duration interval,
        Optional<URI> alertsTo) {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    public ObservabilitySettings {
        home = home.toAbsolutePath().normalize();
        project = project.toAbsolutePath().normalize();
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("interval: expected at least 1 s, was " + interval);
        }
        alertsTo.ifPresent(ObservabilitySettings::check);
    }

    /** Every five seconds, to nobody. */
    public static ObservabilitySettings in(Path home, Path project, ObservabilityPorts ports) {
        return new ObservabilitySettings(home, project, ports, INTERVAL, Optional.empty());
    }

    public ObservabilitySettings withAlertsTo(URI receiver) {
        return new ObservabilitySettings(home, project, ports, interval, Optional.of(receiver));
    }

    private static void check(URI receiver) {
        if (receiver.getHost() == null
                || !("http".equals(receiver.getScheme()) || "https".equals(receiver.getScheme()))) {
            throw new IllegalArgumentException("--alerts-to: expected an http or https address, was " + receiver);
        }
    }
}
