package io.crealia.operations.truth;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.crealia.platform.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;

/** A real Pushgateway and a real Prometheus that scrapes it twice a second, on 127.0.0.1. */
final class Prometheus implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final URI prometheus;
    final URI pushgateway;

    /** A program on the PATH. */
    static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    Prometheus(Path folder) throws IOException {
        pushgateway = address();
        prometheus = address();
        var config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms}
                scrape_configs:
                  - job_name: pushgateway
                    honor_labels: true
                    static_configs: [{targets: ["%s"]}]
                """.formatted(pushgateway.getAuthority()));
        start(folder, program("prometheus-pushgateway").orElseThrow().toString(),
                "--web.listen-address=" + pushgateway.getAuthority(), "--log.level=error");
        ready(pushgateway.resolve("/-/ready"));
        start(folder, program("prometheus").orElseThrow().toString(), "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"), "--web.listen-address=" + prometheus.getAuthority(),
                "--log.level=error");
        ready(prometheus.resolve("/-/ready"));
    }

    private static URI address() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private void start(Path folder, String... command) throws IOException {
        processes.add(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".log").toFile()).start());
    }

    private static void ready(URI address) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> connect("GET", address).getResponseCode() == 200);
    }

    private static HttpURLConnection connect(String method, URI address) throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(10_000);
        connection.setRequestMethod(method);
        return connection;
    }

    /** The one value of an instant query; empty where there is none. @param at seconds since 1970; 0 for now */
    OptionalDouble query(String expression, double at) {
        try {
            var text = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                    + (at > 0 ? "&time=%.3f".formatted(at) : "");
            try (var in = connect("GET", prometheus.resolve(text)).getInputStream()) {
                var result = Json.parse(in).path("data").path("result");
                return result.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(result.path(0).path("value").path(1).asText()
                                .replace("+Inf", "Infinity")));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(expression, e);
        }
    }

    /** Pushes as one environment that has a group of its own. */
    void pushNaively(String environment, String text) throws IOException {
        var connection = connect("PUT", pushgateway.resolve("/metrics/job/naive/instance/" + environment));
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException("Pushgateway answered " + connection.getResponseCode());
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (var process : processes) {
            try {
                if (!process.waitFor(10, SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
