package io.crealia.local.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crealia.local.observability.query.Prometheus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three real servers, where they are installed; what needs none of them is tested everywhere. */
class ObservabilityStackTest {
    private static final Path PROJECT = Path.of(System.getProperty("crealia.root"), "observability");

    @TempDir
    Path home;

    private static Programs programsOrSkip() {
        try {
            return Programs.find(SearchPath.ofEnvironment());
        } catch (MissingProgramException e) {
            return Assumptions.abort(e.getMessage());
        }
    }

    private ObservabilitySettings settings(ObservabilityPorts ports) {
        return ObservabilitySettings.in(home, PROJECT, ports);
    }

    @Test
    void start_answersScrapesAndLoadsTheRules_andEndsByPid() throws IOException {
        var programs = programsOrSkip();
        long pid;
        try (var stack = ObservabilityStack.start(programs, settings(ObservabilityPorts.free()));
                var prometheus = new Prometheus(stack.prometheus())) {
            pid = Long.parseLong(Files.readString(home.resolve("prometheus.pid")));
            assertThat(ObservabilityStack.prometheusOf(home)).contains(stack.prometheus());
            assertThat(stack.status()).hasSize(3);
            await().atMost(Duration.ofSeconds(60)).until(() -> prometheus.now("up == 1").size() == 3);
            assertThat(prometheus.now("prometheus_rule_group_rules").size()).isGreaterThanOrEqualTo(8);
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(ObservabilityStack.prometheusOf(home)).isEmpty();
        assertThat(home.resolve("prometheus.pid")).doesNotExist();
        assertThat(home.resolve("prometheus")).as("data stay").isDirectory();
    }

    @Test
    void start_portTaken_saysWhoAndWhy_andLeavesNothingRunning() throws IOException {
        var programs = programsOrSkip();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new ObservabilityPorts(taken.getLocalPort(), 0, 0);
            assertThatThrownBy(() -> ObservabilityStack.start(programs, settings(ports)))
                    .hasStackTraceContaining("prometheus ended:").hasStackTraceContaining("address already in use");
        }
        assertThat(home.resolve("pushgateway.pid")).doesNotExist();
        assertThat(home.resolve("addresses.json")).doesNotExist();
    }

    @Test
    void endLeftOver_ofAKilledJvm_isEnded_andAnothersProcessIsNot() throws IOException {
        var sleep = SearchPath.ofEnvironment().find("tail").orElseThrow();
        var ours = new ProcessBuilder(sleep.toString(), "-f", home.resolve("log").toString()).start();
        var others = new ProcessBuilder(sleep.toString(), "-f", "/dev/null").start();
        try {
            var pidFile = home.resolve("x.pid");
            Files.writeString(pidFile, Long.toString(others.pid()));
            ChildProgram.endLeftOver(pidFile, sleep, home);
            assertThat(others.isAlive()).isTrue();
            assertThat(pidFile).doesNotExist();

            Files.writeString(home.resolve("log"), "");
            Files.writeString(pidFile, Long.toString(ours.pid()));
            ChildProgram.endLeftOver(pidFile, sleep.resolveSibling("no-such-program"), home);
            ChildProgram.endLeftOver(Files.writeString(pidFile, "not a pid"), sleep, home);
        } finally {
            others.destroy();
        }
        var again = new ProcessBuilder(List.of(sleep.toString(), "-f", "--retry", home.resolve("later").toString()))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Files.writeString(home.resolve("y.pid"), Long.toString(again.pid()));
        await().atMost(Duration.ofSeconds(10)).until(() -> again.toHandle().info().arguments().isPresent());
        ChildProgram.endLeftOver(home.resolve("y.pid"), sleep, home);
        assertThat(again.isAlive()).isFalse();
        ours.destroy();
    }

    @Test
    void prometheusOf_brokenFile_isNone() throws IOException {
        Files.writeString(home.resolve("addresses.json"), "{\"prometheus\":");
        assertThat(ObservabilityStack.prometheusOf(home)).isEmpty();
        Files.writeString(home.resolve("addresses.json"), "{}");
        assertThat(ObservabilityStack.prometheusOf(home)).isEmpty();
    }
}
