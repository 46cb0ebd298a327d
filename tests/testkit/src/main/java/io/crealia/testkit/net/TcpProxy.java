package io.crealia.testkit.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Stands between a client and a server on 127.0.0.1. It passes bytes on, and loses connections or takes its time as it is
 * told. What a client sent is always passed on first: a client whose connection is cut cannot know what became of it.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket server;
    private final Supplier<InetSocketAddress> target;
    private final Supplier<Cut> cuts;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    /** What becomes of a connection that has just carried something. */
    public enum Cut {
        /** Goes on. */
        NONE,
        /** Both ends are closed as soon as the client's bytes are passed on. */
        BEFORE_THE_ANSWER,
        /** The server's bytes come this far and no further. */
        INSTEAD_OF_THE_ANSWER,
        /** Half of the server's bytes reach the client. */
        WITHIN_THE_ANSWER
    }

    private TcpProxy(ServerSocket server, Supplier<InetSocketAddress> target, Supplier<Cut> cuts) {
        this.server = server;
        this.target = target;
        this.cuts = cuts;
    }

    /**
     * Listens on a free port.
     *
     * @param target asked for each connection
     * @param cuts asked for each piece that comes from the client
     */
    public static TcpProxy start(Supplier<InetSocketAddress> target, Supplier<Cut> cuts) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), target, cuts);
            Thread.ofVirtual().name("proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on every piece of the server's waits so long here. */
    public void delayAnswers(Duration wait) {
        delay = wait;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client; var upstream = new Socket()) {
            open.add(client);
            open.add(upstream);
            upstream.connect(target.get());
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var line = new Line(client, upstream);
            Thread.startVirtualThread(line::answers);
            line.requests();
        } catch (IOException e) {
            // One end is gone, and so is the other.
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    /** One connection with both of its directions. */
    private final class Line {
        private final Socket client;
        private final Socket upstream;
        private volatile Cut cut = Cut.NONE;

        Line(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() throws IOException {
            var buffer = new byte[BUFFER];
            for (int read = read(client.getInputStream(), buffer); read >= 0; read = read(client.getInputStream(),
                    buffer)) {
                cut = cuts.get();
                upstream.getOutputStream().write(buffer, 0, read);
                if (cut == Cut.BEFORE_THE_ANSWER) {
                    return;
                }
            }
        }

        void answers() {
            try (client; upstream) {
                var buffer = new byte[BUFFER];
                for (int read = read(upstream.getInputStream(), buffer); read >= 0; read = read(
                        upstream.getInputStream(), buffer)) {
                    if (delay.isPositive()) {
                        LockSupport.parkNanos(delay.toNanos());
                    }
                    if (cut == Cut.INSTEAD_OF_THE_ANSWER) {
                        return;
                    }
                    var piece = cut == Cut.WITHIN_THE_ANSWER ? Arrays.copyOf(buffer, read / 2) : buffer;
                    client.getOutputStream().write(piece, 0, Math.min(piece.length, read));
                    if (cut == Cut.WITHIN_THE_ANSWER) {
                        return;
                    }
                }
            } catch (IOException e) {
                // One end is gone; closing ends the other direction.
            }
        }

        private static int read(InputStream in, byte[] buffer) throws IOException {
            return in.read(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
