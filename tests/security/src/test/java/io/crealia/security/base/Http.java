package io.crealia.security.base;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;

/** A client without opinions: one connection per request, any method, any header, any bytes. */
public final class Http {
    private static final int PATIENCE_MS = 35_000;
    private static final int CONTINUE = 100;

    private final int port;
    private final String host;

    public Http(URI server) {
        this.port = server.getPort();
        this.host = server.getAuthority();
    }

    /** @return a reply with status 0 if the server closes the connection without an answer */
    public Reply send(Call call) {
        return send(call.head(host), call.body(), call.method().equals("HEAD"), call.framed());
    }

    /** Sends these bytes, whether they are HTTP or not. */
    public Reply sendRaw(byte[] bytes) {
        return send(bytes, new byte[0], false, true);
    }

    /** @param ends whether to end the stream after the request, whose own framing may promise more than there is */
    private Reply send(byte[] head, byte[] body, boolean bodiless, boolean ends) {
        var begin = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            write(socket, head, body, ends);
            var answer = read(socket.getInputStream());
            return parse(answer, bodiless, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Socket socket, byte[] head, byte[] body, boolean ends) {
        try {
            var out = socket.getOutputStream();
            var first = new ByteArrayOutputStream();
            first.writeBytes(head);
            if (body.length < 64 * 1024) {
                first.writeBytes(body);
                out.write(first.toByteArray());
            } else {
                out.write(head);
                out.write(body);
            }
            out.flush();
            if (ends) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // The server may answer and close before it has read everything: the answer is what counts.
        }
    }

    private static byte[] read(InputStream in) {
        var answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            // Reset after the answer: what came until then is the answer. A timeout leaves an answer of status 0.
        }
        return answer.toByteArray();
    }

    private static Reply parse(byte[] answer, boolean bodiless, Duration took) throws IOException {
        var in = new ByteArrayInputStream(answer);
        var line = line(in);
        if (!line.startsWith("HTTP/1.")) {
            return new Reply(0, new ArrayList<>(), answer, took);
        }
        var status = Integer.parseInt(line.substring(9, 12));
        if (status == CONTINUE) {
            line(in);
            return parse(in.readAllBytes(), bodiless, took);
        }
        var headers = new ArrayList<Call.Header>();
        for (line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.add(new Call.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        var chunked = headers.stream().anyMatch(header -> header.name().equalsIgnoreCase("Transfer-Encoding"));
        var body = bodiless ? new byte[0] : chunked ? dechunked(in) : in.readAllBytes();
        return new Reply(status, headers, body, took);
    }

    private static byte[] dechunked(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
