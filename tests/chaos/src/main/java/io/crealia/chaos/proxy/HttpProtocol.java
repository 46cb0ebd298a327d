package io.crealia.chaos.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** HTTP/1.1 with one request at a time on a connection, as the JDK's and the SDK's clients send it. */
public final class HttpProtocol implements Protocol {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final String CONTINUE = "HTTP/1.1 100";

    private final Function<Head, String> names;

    /** @param names gives an operation's name by the head of its request */
    public HttpProtocol(Function<Head, String> names) {
        this.names = names;
    }

    /**
     * @param path as it was sent, without the query
     * @param query as it was sent; empty without one
     * @param headers by name, whatever its case
     */
    public record Head(String method, String path, String query, Map<String, String> headers) {
        /** Whether the query has the parameter, with or without a value. */
        public boolean asks(String parameter) {
            for (var part : query.split("&", -1)) {
                if (part.equals(parameter) || part.startsWith(parameter + "=")) {
                    return true;
                }
            }
            return false;
        }

        static Head parse(String text) throws IOException {
            var lines = text.split("\r\n", -1);
            var first = lines[0].split(" ", -1);
            if (first.length != 3) {
                throw new IOException("expected the first line of an HTTP request, was \"" + lines[0] + "\"");
            }
            var mark = first[1].indexOf('?');
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i < lines.length; i++) {
                var colon = lines[i].indexOf(':');
                if (colon > 0) {
                    headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
                }
            }
            return new Head(first[0], mark < 0 ? first[1] : first[1].substring(0, mark),
                    mark < 0 ? "" : first[1].substring(mark + 1), headers);
        }

        private long bodyLength() {
            if (headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT).contains("chunked")) {
                return CHUNKED;
            }
            return Long.parseLong(headers.getOrDefault("Content-Length", "0"));
        }
    }

    @Override
    public Optional<Request> next(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            bytes.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
            if (bytes.size() > LONGEST_HEAD) {
                throw new IOException("expected the head of a request within " + LONGEST_HEAD + " bytes");
            }
        }
        var head = Head.parse(bytes.toString(StandardCharsets.ISO_8859_1));
        return Optional.of(new Request(names.apply(head), bytes.toByteArray(), head.bodyLength()));
    }

    @Override
    public boolean interim(byte[] piece, int length) {
        return length >= CONTINUE.length()
                && new String(piece, 0, CONTINUE.length(), StandardCharsets.ISO_8859_1).equals(CONTINUE);
    }
}
