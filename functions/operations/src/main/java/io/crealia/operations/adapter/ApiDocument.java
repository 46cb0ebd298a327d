package io.crealia.operations.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The OpenAPI document, a resource of this module: the one file that says what the API is. */
public final class ApiDocument {
    private static final int HEX_DIGITS = 32;

    private final byte[] bytes;
    private final JsonNode json;
    private final String tag;

    private ApiDocument(byte[] bytes) {
        this.bytes = bytes;
        this.json = Json.parse(bytes);
        this.tag = '"' + sha256(bytes).substring(0, HEX_DIGITS) + '"';
    }

    public static ApiDocument ofBuild() {
        try (var stream = ApiDocument.class.getResourceAsStream("/io/crealia/operations/openapi.json")) {
            return new ApiDocument(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading openapi.json", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Strong, with its quotes. The page is made of the document, so its tag is the same. */
    public String tag() {
        return tag;
    }

    JsonNode json() {
        return json;
    }

    /** A reference followed, anything else as it is. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(json.at(node.path("$ref").asText().substring(1))) : node;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
