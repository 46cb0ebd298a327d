package io.crealia.testkit.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on 127.0.0.1 that reads one HTTP request of each connection and then does whatever its script says. */
public final class ScriptedServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    /** What is done with a connection after its request was read; the connection is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        void run(Socket connection) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Optional<SSLContext> tls;
    private final boolean asked;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket server, Optional<SSLContext> tls, boolean asked, Script script) {
        this.server = server;
        this.tls = tls;
        this.asked = asked;
        this.script = script;
    }

    public static ScriptedServer start(Script script) {
        return start(Optional.empty(), true, script);
    }

    public static ScriptedServer start(SSLContext tls, Script script) {
        return start(Optional.of(tls), true, script);
    }

    /** Runs its script at once, without waiting for a request. */
    public static ScriptedServer unasked(Script script) {
        return start(Optional.empty(), false, script);
    }

    /** Answers every request with the same text. */
    public static ScriptedServer answering(String answer) {
        return start(connection -> connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static ScriptedServer start(Optional<SSLContext> tls, boolean asked, Script script) {
        try {
            var socket = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
            var server = new ScriptedServer(socket, tls, asked, script);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket plain) {
        try (plain; var connection = secured(plain)) {
            if (asked) {
                requests.add(request(connection.getInputStream()));
            }
            script.run(connection);
        } catch (IOException e) {
            // The client went away, which is what many tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket secured(Socket plain) throws IOException {
        if (tls.isEmpty()) {
            return plain;
        }
        var socket = (SSLSocket) tls.get().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static String request(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = LENGTH.matcher(text);
        return length.find()
                ? text + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : text;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were accepted, whatever came of them. */
    public int connections() {
        return connections.get();
    }

    /** What was sent on each connection, head and body. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
