package io.crealia.testkit.foreign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks whether a Docker engine answers, before anything of Testcontainers is loaded, whose own look may take a minute. A
 * client without an engine is not enough.
 */
final class DockerEngine {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String DEFAULT = "unix:///var/run/docker.sock";
    private static final int ANSWER = 512;

    private DockerEngine() {}

    /** @return why there is none; empty if one answers */
    static Optional<String> look(Map<String, String> environment) {
        var host = environment.getOrDefault("DOCKER_HOST", DEFAULT);
        try {
            var address = address(URI.create(host));
            var answer = ping(address);
            return answer.contains(" 200 ")
                    ? Optional.empty()
                    : Optional.of("no Docker engine answers at " + host);
        } catch (IOException e) {
            return Optional.of("no Docker engine answers at " + host + " (" + e.getMessage() + ")");
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.of("DOCKER_HOST is neither unix:///... nor tcp://host:port");
        }
    }

    private static SocketAddress address(URI host) throws IOException {
        if ("tcp".equals(host.getScheme()) && host.getPort() > 0) {
            return new InetSocketAddress(host.getHost(), host.getPort());
        }
        if (!"unix".equals(host.getScheme())) {
            throw new IllegalArgumentException("not a Docker host");
        }
        var socket = Path.of(host.getPath());
        if (!Files.exists(socket)) {
            throw new IOException("there is no such socket");
        }
        return UnixDomainSocketAddress.of(socket);
    }

    /** The first line of the answer. Whoever takes the connection and says nothing is left after {@link #PATIENCE}. */
    private static String ping(SocketAddress address) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var selector = Selector.open();
                var channel = address instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open()) {
            channel.configureBlocking(false);
            var key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address)) {
                await(selector, deadline);
                channel.finishConnect();
            }
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            key.interestOps(SelectionKey.OP_READ);
            var answer = ByteBuffer.allocate(ANSWER);
            while (answer.position() == 0) {
                await(selector, deadline);
                if (channel.read(answer) < 0) {
                    break;
                }
                selector.selectedKeys().clear();
            }
            var text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            return text.lines().findFirst().orElse("");
        }
    }

    private static void await(Selector selector, long deadline) throws IOException {
        var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s");
        }
    }
}
