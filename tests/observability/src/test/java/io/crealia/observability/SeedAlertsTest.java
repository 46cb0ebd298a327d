package io.crealia.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.observability.MissingProgramException;
import io.crealia.local.observability.ObservabilityPorts;
import io.crealia.local.observability.ObservabilitySettings;
import io.crealia.local.observability.ObservabilityStack;
import io.crealia.local.observability.Programs;
import io.crealia.local.observability.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The four given alerts in the real Prometheus and Alertmanager: they fire, a webhook receiver hears of them, they resolve.
 * Every waiting time is divided by {@value #FACTOR}; thresholds and traffic floors are the shipped ones.
 */
class SeedAlertsTest {
    private static final int FACTOR = 20;
    private static final long PUSH_MILLIS = 500;
    private static final List<String> SEED = List.of("CrealiaCpuHigh", "CrealiaMemoryHigh", "CrealiaLatencyHigh",
            "CrealiaErrorRateHigh");
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void scaledFiles_differInTimesOnly() {
        for (var file : shipped()) {
            var text = Project.text(file);
            var scaled = Scaled.by(FACTOR, text);
            assertThat(Scaled.times(text)).as(file.toString()).isPositive().isEqualTo(Scaled.times(scaled));
            assertThat(Scaled.timeless(scaled)).as(file.toString()).isEqualTo(Scaled.timeless(text));
            assertThat(scaled).as(file.toString()).isNotEqualTo(text);
        }
        assertThat(Scaled.by(FACTOR, "rate(a[3m]) > 0.5\nfor: 5m")).isEqualTo("rate(a[9s]) > 0.5\nfor: 15s");
        // A time that the pattern misses would stay as long as it is.
        for (var rule : Rules.recordings()) {
            assertThat(Scaled.timeless(rule.expression())).as(rule.name()).doesNotContainPattern("\\d[smhdwy]\\b");
        }
        for (var alert : Rules.alerts()) {
            assertThat(Scaled.timeless(alert.expression())).as(alert.name())
                    .doesNotContainPattern("[\\[ ]\\d+[smhdwy]\\b");
        }
    }

    private static List<Path> shipped() {
        var files = new java.util.ArrayList<>(Project.files(Project.RULES, ".yml"));
        files.add(Project.FOLDER.resolve("alertmanager/alertmanager.yml"));
        return files;
    }

    @Test
    void seedAlerts_fire_reachTheReceiver_andResolve() throws IOException {
        var programs = programsOrSkip();
        for (var file : shipped()) {
            var copy = folder.resolve("project").resolve(Project.FOLDER.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, Scaled.by(FACTOR, Project.text(file)));
        }
        try (var receiver = new AlertReceiver()) {
            var settings = new ObservabilitySettings(folder.resolve("home"), folder.resolve("project"),
                    ObservabilityPorts.free(), Duration.ofSeconds(1), Optional.of(receiver.address()));
            try (var stack = ObservabilityStack.start(programs, settings);
                    var stage = new Environment(stack.pushgateway(), InstantSource.system());
                    var pusher = Executors.newSingleThreadScheduledExecutor()) {
                var badly = new AtomicBoolean(true);
                var fault = new AtomicReference<Exception>();
                pusher.scheduleAtFixedRate(() -> {
                    try {
                        stage.push(PUSH_MILLIS / 1000.0, badly.get());
                    } catch (IOException | InterruptedException e) {
                        fault.set(e);
                    }
                }, 0, PUSH_MILLIS, TimeUnit.MILLISECONDS);
                try {
                    await("the four alerts to fire").atMost(WITHIN)
                            .until(() -> receiver.names("firing").containsAll(SEED));
                    assertThat(receiver.names("resolved")).doesNotContainAnyElementsOf(SEED);
                    badly.set(false);
                    await("the four alerts to resolve").atMost(WITHIN)
                            .until(() -> receiver.names("resolved").containsAll(SEED));
                } finally {
                    pusher.shutdownNow();
                }
                assertThat(fault.get()).isNull();
                assertThat(receiver.heard()).filteredOn(heard -> SEED.contains(heard.alert())).allSatisfy(heard -> {
                    assertThat(heard.severity()).isIn("critical", "warning");
                    assertThat(heard.runbook()).isEqualTo("observability/runbooks/" + heard.alert() + ".md");
                });
                assertThat(receiver.names("firing")).doesNotContain("CrealiaExporterSilent", "CrealiaTargetDown",
                        "CrealiaMetricsDropped");
            }
        }
    }

    private static Programs programsOrSkip() {
        try {
            return Programs.find(SearchPath.ofEnvironment());
        } catch (MissingProgramException e) {
            return Assumptions.abort(e.getMessage());
        }
    }
}
