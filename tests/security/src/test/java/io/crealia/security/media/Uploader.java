package io.crealia.security.media;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Call;
import io.crealia.security.base.Http;
import io.crealia.security.base.Reply;
import io.crealia.security.base.Target;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Uploads as an app does: asks for a signed address, then sends the bytes there. */
public final class Uploader {
    private final Target target;

    public Uploader(Target target) {
        this.target = target;
    }

    public Reply start(String name, byte[] content) {
        return target.send(target.call("POST", "/v1/uploads").json(Json.object().put("filename", name)
                .put("content_type", "video/mp4").put("size_bytes", content.length)
                .put("checksum_sha256", digest(content))));
    }

    /** The PUT that the answer of a start asks for. */
    public static Call signed(JsonNode started, byte[] content) {
        var url = URI.create(started.at("/put/url").asText());
        var call = Call.of("PUT", url.getRawPath() + "?" + url.getRawQuery());
        for (var header : started.at("/put/headers").properties()) {
            call = call.header(header.getKey(), header.getValue().asText());
        }
        return call.body(content);
    }

    public static Reply send(JsonNode started, Call put) {
        return new Http(URI.create(started.at("/put/url").asText())).send(put);
    }

    public static String digest(byte[] content) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
