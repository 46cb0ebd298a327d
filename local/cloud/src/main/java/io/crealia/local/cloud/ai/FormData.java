package io.crealia.local.cloud.ai;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A body of the type multipart/form-data (RFC 7578), taken apart in memory. */
final class FormData {
    static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 32;
    private static final int MOST_HEADER_BYTES = 4096;
    private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern
            .compile(
                    "(?im)^content-disposition:\\s*form-data\\s*;(?:[^\\r\\n]*;)?\\s*name=(?:\"([^\"\\r\\n]*)\"|([^\\s;\"]+))");
    private static final byte[] LINE = {'\r', '\n'};
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

    private record Part(String name, byte[] bytes) {}

    private final List<Part> parts;

    private FormData(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws AiException if it is not such a body */
    static FormData read(String contentType, byte[] body) {
        var matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw AiException.invalid(null, "expected a boundary in the content type");
        }
        var boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        var delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<Part>();
        // The first delimiter has no line before it.
        int at = startsWith(body, 0, delimiter, LINE.length)
                ? delimiter.length - LINE.length
                : after(body, 0, delimiter, "expected the first boundary");
        while (!startsWith(body, at, new byte[]{'-', '-'}, 0)) {
            if (parts.size() == MOST_PARTS) {
                throw AiException.invalid(null, "expected at most " + MOST_PARTS + " parts");
            }
            // The headers may be none, so their end may be the end of the boundary's own line.
            int headersEnd = after(body, at, HEADERS_END, "expected headers and an empty line at the start of a part");
            if (headersEnd - at > MOST_HEADER_BYTES) {
                throw AiException.invalid(null,
                        "expected headers of at most " + MOST_HEADER_BYTES + " bytes in a part");
            }
            var headers = new String(body, at, headersEnd - at, StandardCharsets.UTF_8);
            at = after(body, headersEnd - LINE.length, delimiter, "expected the last boundary");
            var end = Math.max(headersEnd, at - delimiter.length);
            parts.add(new Part(name(headers), Arrays.copyOfRange(body, headersEnd, end)));
        }
        return new FormData(parts);
    }

    /** @throws AiException if there are several */
    Optional<byte[]> bytes(String name) {
        var found = all(name);
        if (found.size() > 1) {
            throw AiException.invalid(name, "expected one part " + name + ", got " + found.size());
        }
        return found.stream().findFirst();
    }

    /** @throws AiException if there are several, or it is longer than {@code most} bytes, or not UTF-8 */
    Optional<String> text(String name, int most) {
        return bytes(name).map(bytes -> decode(name, bytes, most));
    }

    List<String> texts(String name, int most) {
        return all(name).stream().map(bytes -> decode(name, bytes, most)).toList();
    }

    private List<byte[]> all(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).map(Part::bytes).toList();
    }

    private static String decode(String name, byte[] bytes, int most) {
        if (bytes.length > most) {
            throw AiException.tooLarge(name, "expected " + name + " of at most " + most + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw AiException.invalid(name, "expected " + name + " in UTF-8");
        }
    }

    private static String name(String headers) {
        var matcher = NAME.matcher(headers);
        if (!matcher.find()) {
            throw AiException.invalid(null, "expected Content-Disposition: form-data with a name in every part");
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /** @return the index behind the first occurrence from {@code from} */
    private static int after(byte[] body, int from, byte[] wanted, String expected) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && startsWith(body, i, wanted, 0)) {
                return i + wanted.length;
            }
        }
        throw AiException.invalid(null, expected);
    }

    /** @param skip how many bytes of {@code wanted} need not be there */
    private static boolean startsWith(byte[] body, int at, byte[] wanted, int skip) {
        var length = wanted.length - skip;
        return at + length <= body.length
                && Arrays.equals(body, at, at + length, wanted, skip, wanted.length);
    }
}
