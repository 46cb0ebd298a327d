package io.crealia.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Stands between clients and one server on 127.0.0.1, names each request and does with it what its {@link Director} says.
 * A request that passes is not changed by a byte. One virtual thread for each direction of a connection.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final Duration RETRY = Duration.ofMillis(50);

    private final int port;
    private final InetSocketAddress target;
    private final Protocol protocol;
    private final Director director;
    private final Weather weather;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final Object door = new Object();
    private ServerSocket server;
    private boolean closed;

    /**
     * How bad faults are.
     *
     * @param delay of a request that comes late
     * @param bytesPerSecond of a throttled line
     * @param refusal how long nobody listens
     */
    public record Weather(Duration delay, int bytesPerSecond, Duration refusal) {
        public static final Weather USUAL = new Weather(Duration.ofMillis(700), 400_000, Duration.ofMillis(300));
    }

    private FaultyProxy(ServerSocket server, InetSocketAddress target, Protocol protocol, Director director,
            Weather weather) {
        this.server = server;
        this.port = server.getLocalPort();
        this.target = target;
        this.protocol = protocol;
        this.director = director;
        this.weather = weather;
    }

    /** Listens on a free port. */
    public static FaultyProxy start(InetSocketAddress target, Protocol protocol, Director director, Weather weather) {
        try {
            var proxy = new FaultyProxy(listen(0), target, protocol, director, weather);
            proxy.accept();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** How many requests with such a name have come in and have no reply yet. */
    public int inFlight(Predicate<String> operation) {
        return inFlight.entrySet().stream().filter(each -> operation.test(each.getKey()))
                .mapToInt(each -> each.getValue().get()).sum();
    }

    private void accept() {
        var open = server;
        Thread.ofVirtual().name("proxy-" + port).start(() -> {
            try {
                while (true) {
                    var client = open.accept();
                    Thread.startVirtualThread(() -> serve(client));
                }
            } catch (IOException e) {
                // Closed, for a while or for good.
            }
        });
    }

    private void serve(Socket client) {
        try (client; var upstream = new Socket()) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(target);
            var line = new Line(client, upstream, protocol, weather, this::decided, this::counted);
            lines.add(line);
            try {
                line.run();
            } finally {
                lines.remove(line);
            }
        } catch (IOException e) {
            // The server is not there, or one end is gone and so is the other.
        }
    }

    private Action decided(String operation) {
        var action = director.decide(operation);
        if (action instanceof Action.Inject(var fault) && fault == ProxyFault.REFUSE) {
            refuse();
        }
        return action;
    }

    private void counted(String operation, int change) {
        inFlight.computeIfAbsent(operation, _ -> new AtomicInteger()).addAndGet(change);
    }

    private void refuse() {
        synchronized (door) {
            if (closed || server.isClosed()) {
                return;
            }
            close(server);
        }
        Thread.startVirtualThread(() -> {
            LockSupport.parkNanos(weather.refusal().toNanos());
            while (!reopened()) {
                LockSupport.parkNanos(RETRY.toNanos());
            }
        });
    }

    // Somebody's outgoing connection may have the port for a moment.
    private boolean reopened() {
        synchronized (door) {
            if (closed) {
                return true;
            }
            try {
                server = listen(port);
            } catch (IOException e) {
                return false;
            }
            accept();
            return true;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resets what is open. */
    @Override
    public void close() {
        synchronized (door) {
            closed = true;
            close(server);
        }
        lines.forEach(Line::reset);
    }
}
