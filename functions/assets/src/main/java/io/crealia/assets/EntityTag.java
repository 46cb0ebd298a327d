package io.crealia.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A strong ETag (RFC 9110): a digest of the answer itself, so that a new release that shows more changes it too.
 *
 * @param value with its quotes
 */
record EntityTag(String value) {
    private static final int HEX_DIGITS = 32;

    static EntityTag of(JsonNode body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Json.bytes(body));
            return new EntityTag('"' + HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** @param ifNoneMatch {@code *}, or a list of tags, which may be weak: gateways weaken the tags of what they compress */
    boolean matchedBy(String ifNoneMatch) {
        return ifNoneMatch.strip().equals("*") || Arrays.stream(ifNoneMatch.split(",")).map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag).anyMatch(value::equals);
    }
}
