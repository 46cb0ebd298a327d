package io.crealia.testkit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DockerEngineTest {
    @TempDir
    private Path folder;

    private static String host(int port) {
        return "tcp://127.0.0.1:" + port;
    }

    @Test
    void look_noSocket_saysSoAtOnce() {
        var reason = DockerEngine.look(Map.of("DOCKER_HOST", "unix://" + folder.resolve("none.sock")));

        assertThat(reason).get().asString().contains("none.sock").contains("no such socket");
    }

    @Test
    void look_socketThatNobodyServes_saysSo() throws IOException {
        var socket = Files.createFile(folder.resolve("dead.sock"));

        assertThat(DockerEngine.look(Map.of("DOCKER_HOST", "unix://" + socket))).get().asString()
                .contains("no Docker engine answers");
    }

    @Test
    void look_whoTakesTheConnectionAndSaysNothing_isLeft() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var start = System.nanoTime();

            assertThat(DockerEngine.look(Map.of("DOCKER_HOST", host(silent.getLocalPort())))).get().asString()
                    .contains("no answer within 3 s");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void look_closedPort_saysSo() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(DockerEngine.look(Map.of("DOCKER_HOST", host(port)))).isPresent();
    }

    @Test
    void look_odd_host_isToldWithoutItsText() {
        assertThat(DockerEngine.look(Map.of("DOCKER_HOST", "ssh://me@there"))).get().asString()
                .contains("DOCKER_HOST").doesNotContain("there@");
    }
}
