package io.crealia.security.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;

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

    /** A JSON string in ASCII, also of text that has no UTF-8 form. */
    public static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(c >= ' ' && c < 0x7f && c != '"' && c != '\\'
                ? String.valueOf((char) c)
                : "\\u%04x".formatted(c)));
        return quoted.append('"').toString();
    }
}
