package io.crealia.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * A strong ETag (RFC 9110): a digest of the answer itself, so that a new release that shows more changes it too.
 *
 * @param value with its quotes
 */
record EntityTag(String value) {
    private static final int HEX_DIGITS = 32;
    private static final byte[] NOTHING = {};

    static EntityTag of(JsonNode body) {
        return of(Json.bytes(body));
    }

    private static EntityTag of(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return new EntityTag('"' + HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * An answer that the client may keep, but asks again for each time; 304 where a GET says that it has it.
     */
    static HttpResponse answer(HttpRequest request, JsonNode body) {
        var answer = HttpResponse.ok(body);
        return of(answer.body()).answer(request, answer);
    }

    HttpResponse answer(HttpRequest request, HttpResponse response) {
        var known = request.method().equals("GET")
                && request.header("If-None-Match").filter(this::matchedBy).isPresent();
        return (known ? new HttpResponse(304, Map.of(), NOTHING) : response).with("ETag", value)
                .with("Cache-Control", "private, no-cache");
    }

    /** @param ifNoneMatch {@code *}, or a list of tags, which may be weak: gateways weaken the tags of what they compress */
    boolean matchedBy(String ifNoneMatch) {
        return ifNoneMatch.strip().equals("*") || Arrays.stream(ifNoneMatch.split(",")).map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag).anyMatch(value::equals);
    }
}
