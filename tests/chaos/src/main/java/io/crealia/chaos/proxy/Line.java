package io.crealia.chaos.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/** One connection through the proxy. */
final class Line {
    private static final int BUFFER = 64 * 1024;

    private final Socket client;
    private final Socket upstream;
    private final Protocol protocol;
    private final FaultyProxy.Weather weather;
    private final Function<String, Action> director;
    private final ObjIntConsumer<String> counter;
    /** The newest request, while it has no reply. */
    private final AtomicReference<Pending> pending = new AtomicReference<>();
    private volatile int bytesPerSecond;

    private record Pending(String operation, Action action) {}

    /** @param counter is told 1 when a request comes in, and -1 when it has its reply or never will */
    Line(Socket client, Socket upstream, Protocol protocol, FaultyProxy.Weather weather,
            Function<String, Action> director, ObjIntConsumer<String> counter) {
        this.client = client;
        this.upstream = upstream;
        this.protocol = protocol;
        this.weather = weather;
        this.director = director;
        this.counter = counter;
    }

    /** Until one end is gone. */
    void run() throws IOException {
        var answers = Thread.ofVirtual().start(this::answers);
        try {
            requests();
            // The client has said all that it wants to; what it asked for may still be under way.
            upstream.shutdownOutput();
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            await(null);
        }
    }

    private void requests() throws IOException {
        var in = new BufferedInputStream(client.getInputStream(), BUFFER);
        var out = upstream.getOutputStream();
        for (var next = protocol.next(in); next.isPresent(); next = protocol.next(in)) {
            var request = next.get();
            var action = director.apply(request.operation());
            await(new Pending(request.operation(), action));
            if (!forwarded(request, action, in, out)) {
                reset();
                return;
            }
        }
    }

    /** @return false if the line is to be reset */
    private boolean forwarded(Protocol.Request request, Action action, InputStream in, OutputStream out)
            throws IOException {
        bytesPerSecond = 0;
        switch (action) {
            case Action.Crash(var after, var kill) when !after -> {
                kill.run();
                return false;
            }
            case Action.Inject(var fault) when fault == ProxyFault.CUT -> {
                return false;
            }
            case Action.Inject(var fault) when fault == ProxyFault.CUT_MIDDLE -> {
                half(request, in, out);
                return false;
            }
            case Action.Inject(var fault) when fault == ProxyFault.DELAY ->
                LockSupport.parkNanos(weather.delay().toNanos());
            case Action.Inject(var fault) when fault == ProxyFault.THROTTLE ->
                bytesPerSecond = weather.bytesPerSecond();
            case Action.Pass _,Action.Inject _,Action.Crash _ -> {
            }
        }
        Pace.write(out, request.head(), request.head().length, bytesPerSecond);
        if (request.bodyLength() == Protocol.CHUNKED) {
            chunks(in, out);
        } else {
            copy(in, out, request.bodyLength());
        }
        return true;
    }

    private void half(Protocol.Request request, InputStream in, OutputStream out) throws IOException {
        if (request.bodyLength() <= 1) {
            out.write(request.head(), 0, request.head().length / 2);
        } else {
            out.write(request.head());
            copy(in, out, request.bodyLength() / 2);
        }
        out.flush();
    }

    private void copy(InputStream in, OutputStream out, long length) throws IOException {
        var buffer = new byte[BUFFER];
        for (long left = length; left > 0;) {
            var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the client is gone");
            }
            Pace.write(out, buffer, read, bytesPerSecond);
            left -= read;
        }
    }

    // RFC 9112, section 7.1: size in hexadecimal, bytes, and after the chunk of size 0 trailers and an empty line.
    private void chunks(InputStream in, OutputStream out) throws IOException {
        while (true) {
            var size = line(in);
            out.write(size);
            var text = new String(size, StandardCharsets.ISO_8859_1).strip();
            var length = Long.parseLong(text.split(";", 2)[0].strip(), 16);
            if (length == 0) {
                break;
            }
            copy(in, out, length + 2);
        }
        byte[] trailer;
        do {
            trailer = line(in);
            out.write(trailer);
        } while (trailer.length > 2);
        out.flush();
    }

    private static byte[] line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next;
        do {
            next = in.read();
            if (next < 0) {
                throw new EOFException("the client is gone");
            }
            bytes.write(next);
        } while (next != '\n');
        return bytes.toByteArray();
    }

    private void answers() {
        try (client; upstream) {
            var in = upstream.getInputStream();
            var out = client.getOutputStream();
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!protocol.interim(buffer, read) && lost()) {
                    reset();
                    return;
                }
                Pace.write(out, buffer, read, bytesPerSecond);
            }
        } catch (IOException e) {
            // One end is gone; closing ends the other direction.
        }
    }

    /** A reply is here. @return whether nobody gets it */
    private boolean lost() {
        // Under way until it is decided what becomes of the reply.
        var request = pending.get();
        if (request == null) {
            return false;
        }
        if (request.action() instanceof Action.Crash(var _, var kill)) {
            kill.run();
        }
        await(null);
        return switch (request.action()) {
            case Action.Crash _ -> true;
            case Action.Inject(var fault) -> fault == ProxyFault.DROP_REPLY;
            case Action.Pass _ -> false;
        };
    }

    private Pending await(Pending next) {
        var before = pending.getAndSet(next);
        if (before != null) {
            counter.accept(before.operation(), -1);
        }
        if (next != null) {
            counter.accept(next.operation(), 1);
        }
        return before;
    }

    /** Both ends get a reset instead of an orderly end. */
    void reset() {
        reset(client);
        reset(upstream);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was gone already.
        }
    }
}
