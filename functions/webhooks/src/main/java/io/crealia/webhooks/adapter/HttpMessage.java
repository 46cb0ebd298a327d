package io.crealia.webhooks.adapter;

import io.crealia.webhooks.domain.WebhookUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The little of HTTP/1.1 (RFC 9112) that a webhook needs: one request with a body, and the head of its answer. */
final class HttpMessage {
    /** Of all heads of one answer together, so that a flood of 1xx heads ends too. */
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_INTERIM = 5;
    /** Read so that the receiver can finish writing; then the connection is cut. */
    private static final int MAX_BODY_BYTES = 8 * 1024;
    private static final Duration MAX_DRAIN = Duration.ofSeconds(1);
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final String USER_AGENT = "Crealia-Webhooks/1";
    private static final int SWITCHING_PROTOCOLS = 101;

    private HttpMessage() {}

    /** The head of an answer. */
    record Head(int status, Optional<String> retryAfter, long contentLength) {}

    static byte[] request(WebhookUrl url, Map<String, String> headers, byte[] body) {
        var head = new StringBuilder("POST ").append(url.target()).append(" HTTP/1.1\r\n");
        header(head, "Host", url.authority());
        header(head, "User-Agent", USER_AGENT);
        header(head, "Content-Type", "application/json");
        header(head, "Content-Length", Integer.toString(body.length));
        header(head, "Accept", "*/*");
        header(head, "Connection", "close");
        headers.forEach((name, value) -> header(head, name, value));
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static void header(StringBuilder head, String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("header " + name + " must be visible ASCII");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /**
     * Reads up to the end of the final head, past interim ones.
     *
     * @throws ProtocolException if that is no HTTP, or too much
     */
    static Head head(InputStream in) throws IOException {
        var budget = new int[]{MAX_HEAD_BYTES};
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            var head = oneHead(in, budget);
            if (head.status() >= 200) {
                return head;
            }
            if (head.status() == SWITCHING_PROTOCOLS) {
                throw new ProtocolException("a change of protocol that nobody asked for");
            }
        }
        throw new ProtocolException("too many interim answers");
    }

    private static Head oneHead(InputStream in, int[] budget) throws IOException {
        var status = STATUS_LINE.matcher(line(in, budget));
        if (!status.matches()) {
            throw new ProtocolException("no status line");
        }
        var retryAfter = Optional.<String>empty();
        long length = Long.MAX_VALUE;
        for (var line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("a header without a name");
            }
            var value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "retry-after" -> retryAfter = Optional.of(value);
                case "content-length" -> length = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : length;
                default -> {
                    // Nothing else changes what we do.
                }
            }
        }
        return new Head(Integer.parseInt(status.group(1)), retryAfter, length);
    }

    private static String line(InputStream in, int[] budget) throws IOException {
        var line = new StringBuilder();
        while (true) {
            var next = in.read();
            if (next < 0 || --budget[0] < 0) {
                throw new ProtocolException(next < 0 ? "the answer ends early" : "the head is too long");
            }
            if (next == '\n') {
                return line.isEmpty() || line.charAt(line.length() - 1) != '\r'
                        ? line.toString()
                        : line.substring(0, line.length() - 1);
            }
            line.append((char) next);
        }
    }

    /** Reads what is left of the answer, but neither much nor for long. */
    static void drain(InputStream in, Head head) throws IOException {
        var end = System.nanoTime() + MAX_DRAIN.toNanos();
        var buffer = new byte[1024];
        var left = Math.min(head.contentLength(), MAX_BODY_BYTES);
        while (left > 0 && System.nanoTime() < end) {
            var count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }
}
