package io.crealia.security.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Request bodies that are right, for tests to make one thing wrong. */
public final class Bodies {
    /** SHA-256 of nothing, in base64. */
    public static final String DIGEST = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private Bodies() {}

    /** Starts an upload of a thousand bytes. */
    public static ObjectNode upload() {
        return Json.object().put("filename", "a.mp4").put("content_type", "video/mp4").put("size_bytes", 1000)
                .put("checksum_sha256", DIGEST);
    }

    /** A tree as JSON in ASCII, which also holds text that has no UTF-8 form. */
    public static byte[] ascii(JsonNode node) {
        return write(node).getBytes(StandardCharsets.US_ASCII);
    }

    private static String write(JsonNode node) {
        if (node.isTextual()) {
            return quoted(node.textValue());
        }
        if (node.isObject()) {
            return node.properties().stream().map(member -> quoted(member.getKey()) + ":" + write(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).map(Bodies::write)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return Json.text(node);
    }

    /** A JSON string in ASCII, also of text that has no UTF-8 form. */
    public static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(c >= ' ' && c < 0x7f && c != '"' && c != '\\'
                ? String.valueOf((char) c)
                : "\\u%04x".formatted(c)));
        return quoted.append('"').toString();
    }
}
