package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./crealia dashboard}, and the options of {@code --observability}, as a person types them. */
class DashboardCommandTest {
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";

    @TempDir
    Path home;

    /** How a command ended and what it said on both streams. */
    private record Ran(int exit, String said) {}

    private Ran run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        var said = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        try {
            return new Ran(Main.run(all.toArray(String[]::new)), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void dashboard_noPrometheus_saysHowToStartOne() throws IOException {
        var never = run("dashboard");
        assertThat(never.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(never.said()).contains("no Prometheus runs on " + home, "./crealia up --observability");

        // A killed edition leaves its addresses.
        Files.createDirectories(home.resolve("observability"));
        Files.writeString(home.resolve("observability/addresses.json"), "{\"prometheus\":\"http://127.0.0.1:1\"}");
        var gone = run("dashboard");
        assertThat(gone.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(gone.said()).contains("no Prometheus answers at http://127.0.0.1:1", "./crealia up --observability");
    }

    @Test
    void dashboard_badOptions_areUsageFaultsByName() {
        assertThat(run("dashboard", "--range", "soon")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(Exit.USAGE);
            assertThat(ran.said()).contains("--range: expected", "was soon");
        });
        assertThat(run("dashboard", "--only", "weather")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(Exit.USAGE);
            assertThat(ran.said()).contains("--only: expected one of service-health, pipeline, security, business");
        });
    }

    @Test
    void dashboard_emptyPrometheus_writesAPageThatSaysSo() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = EMPTY.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var page = home.resolve("deep/page.html");
            var ran = run("dashboard", "--prometheus", "http://127.0.0.1:" + server.getAddress().getPort(), "--out",
                    page.toString(), "--only", "pipeline");
            assertThat(ran.exit()).as(ran.said()).isZero();
            assertThat(ran.said()).contains("page      " + page);
            assertThat(Files.readString(page)).contains("Crealia: pipeline", "No data in this time")
                    .doesNotContain("Crealia: security", "<script");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void up_alertsToWithoutObservability_isAUsageFault() {
        var ran = run("up", "--port", "0", "--alerts-to", "http://127.0.0.1:9/");
        assertThat(ran.exit()).isEqualTo(Exit.USAGE);
        assertThat(ran.said()).contains("--alerts-to: expected --observability beside it");
        var wrong = run("up", "--port", "0", "--observability", "--alerts-to", "mailto:me@example.com");
        assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
        assertThat(wrong.said()).contains("--alerts-to: expected an http or https address");
    }
}
