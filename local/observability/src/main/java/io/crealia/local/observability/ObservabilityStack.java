package io.crealia.local.observability;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prometheus, Pushgateway and Alertmanager, running with the shipped rules. Data outlive it.
 *
 * <p>{@code addresses.json} in its folder tells other commands where they are.
 */
public final class ObservabilityStack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESSES = "addresses.json";

    private final Path home;
    private final Deque<ChildProgram> running = new ArrayDeque<>();
    private ChildProgram pushgateway;
    private ChildProgram alertmanager;
    private ChildProgram prometheus;

    private ObservabilityStack(Path home) {
        this.home = home;
    }

    /**
     * Returns when all three answer. What was started is ended again if one does not.
     *
     * @throws UncheckedIOException with the last words of the one that did not start
     */
    public static ObservabilityStack start(Programs programs, ObservabilitySettings settings) {
        var stack = new ObservabilityStack(settings.home());
        try {
            stack.open(programs, settings);
            return stack;
        } catch (IOException e) {
            stack.close();
            throw new UncheckedIOException("observability did not start", e);
        }
    }

    private void open(Programs programs, ObservabilitySettings settings) throws IOException {
        var ports = new ObservabilityPorts(port(settings.ports().prometheus()), port(settings.ports().pushgateway()),
                port(settings.ports().alertmanager()));
        Files.createDirectories(home);
        var alerts = LocalConfiguration.alertmanager(settings);
        var scrapes = LocalConfiguration.prometheus(settings, ports);
        pushgateway = started("pushgateway", programs.pushgateway(), ports.pushgateway(),
                List.of("--persistence.file=" + home.resolve("pushgateway.groups"), "--persistence.interval=10s"));
        alertmanager = started("alertmanager", programs.alertmanager(), ports.alertmanager(),
                List.of("--config.file=" + alerts, "--storage.path=" + home.resolve("alertmanager"),
                        "--cluster.listen-address="));
        prometheus = started("prometheus", programs.prometheus(), ports.prometheus(),
                List.of("--config.file=" + scrapes, "--storage.tsdb.path=" + home.resolve("prometheus"),
                        "--storage.tsdb.retention.time=15d", "--storage.tsdb.retention.size=1GB"));
        for (var each : running) {
            each.awaitReady();
        }
        Files.writeString(home.resolve(ADDRESSES),
                JSON.writeValueAsString(Map.of("prometheus", prometheus.address().toString(), "pushgateway",
                        pushgateway.address().toString(), "alertmanager", alertmanager.address().toString())));
    }

    private ChildProgram started(String name, Path program, int port, List<String> arguments) throws IOException {
        var child = ChildProgram.start(name, program, home, port, arguments);
        running.push(child);
        return child;
    }

    private static int port(int wanted) throws IOException {
        if (wanted != 0) {
            return wanted;
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @return where the Prometheus of a folder said that it is; whether it still answers is another question */
    public static Optional<URI> prometheusOf(Path home) {
        var file = home.resolve(ADDRESSES);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(Files.readString(file)).path("prometheus").asText())
                    .filter(address -> address.startsWith("http")).map(URI::create);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public URI prometheus() {
        return prometheus.address();
    }

    public URI pushgateway() {
        return pushgateway.address();
    }

    public URI alertmanager() {
        return alertmanager.address();
    }

    /** One line per server. */
    public List<String> status() {
        return List.of(line("prometheus", prometheus, "/graph, alerts at /alerts"),
                line("alertmanager", alertmanager, ""),
                line("pushgateway", pushgateway, ""));
    }

    private static String line(String name, ChildProgram program, String more) {
        return "%-12s %s%s, process %d".formatted(name, program.address(), more, program.pid());
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
        try {
            Files.deleteIfExists(home.resolve(ADDRESSES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home.resolve(ADDRESSES), e);
        }
    }
}
