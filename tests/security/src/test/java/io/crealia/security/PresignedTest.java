package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.security.base.Call;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import io.crealia.security.media.Uploader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A signed address is good for the bytes, the type, the place and the one time that it was signed for. */
@ExtendWith(SharedEdition.class)
class PresignedTest {
    private static final int LENGTH = 2048;
    /** No video that anybody would make an asset of, so the object stays where it is put until it is looked at. */
    private static final byte[] CONTENT = filled("signed");

    private final Target target;
    private final Uploader uploader;
    private final Tally tally = Tally.of("presigned");

    PresignedTest(Target target) {
        this.target = target;
        this.uploader = new Uploader(target);
    }

    @BeforeEach
    void asSigned_isTaken() {
        var started = uploader.start("a.mp4", CONTENT).json();
        assertThat(Uploader.send(started, Uploader.signed(started, CONTENT)).status()).isEqualTo(200);
    }

    @Test
    void put_otherThanSigned_isRefusedAndStoresNothing() {
        Corpus.read("presigned").forEach(this::attack);
        tally.verify();
    }

    private void attack(Input input) {
        var started = uploader.start("a.mp4", CONTENT).json();
        var signed = Uploader.signed(started, CONTENT);
        if (input.json().path("after").asBoolean()) {
            assertThat(Uploader.send(started, signed).status()).as(input + ", first time").isEqualTo(200);
        }
        var before = objects(started);

        tally.refused(input.id(), () -> Uploader.send(started, changed(signed, input)));

        // What was there may have been looked at and deleted meanwhile; nothing may have come.
        if (!before.containsAll(objects(started))) {
            tally.acceptedWrongly(input.id(), "stored " + objects(started));
        }
    }

    /** Keys and ETags of what lies in quarantine for an upload, and below wherever the corpus tries to put it. */
    private List<String> objects(JsonNode started) {
        var id = started.path("id").asText();
        return target.s3().listBuckets().buckets().stream()
                .flatMap(bucket -> target.s3().listObjectsV2Paginator(list -> list.bucket(bucket.name())).contents()
                        .stream().filter(object -> object.key().contains(id))
                        .map(object -> name(bucket.name(), object)))
                .toList();
    }

    private static String name(String bucket, S3Object object) {
        return bucket + "/" + object.key() + " " + object.eTag();
    }

    private static Call changed(Call signed, Input input) {
        var json = input.json();
        var parts = signed.target().split("\\?", 2);
        var path = json.has("path")
                ? parts[0].replace(json.at("/path/0").asText(), json.at("/path/1").asText())
                : parts[0];
        assertThat(json.has("path") && path.equals(parts[0])).as(input + " changes the path").isFalse();
        var query = query(parts[1], json.path("query"));
        var headers = new ArrayList<Call.Header>();
        signed.headers().stream().filter(header -> !json.path("headers").has(header.name())).forEach(headers::add);
        json.path("headers").properties().stream().filter(header -> !header.getValue().isNull())
                .forEach(header -> headers.add(new Call.Header(header.getKey(), header.getValue().asText())));
        var body = body(json.path("body").asText());
        // The length goes with the body, unless it is what the input is about.
        if (body.length != LENGTH && !json.path("headers").has("content-length")) {
            headers.replaceAll(header -> header.name().equals("content-length")
                    ? new Call.Header("content-length", Integer.toString(body.length))
                    : header);
        }
        return new Call(json.path("method").asText("PUT"), query.isEmpty() ? path : path + "?" + query, headers, body);
    }

    private static String query(String raw, JsonNode changes) {
        var parameters = new LinkedHashMap<String, String>();
        Arrays.stream(raw.split("&")).map(pair -> pair.split("=", 2)).forEach(pair -> parameters.put(pair[0], pair[1]));
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                parameters.remove(change.getKey());
            } else {
                parameters.put(change.getKey(), change.getValue().asText());
            }
        });
        return parameters.entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
    }

    private static byte[] body(String kind) {
        return switch (kind) {
            case "longer" -> Arrays.copyOf(CONTENT, LENGTH + 1);
            case "shorter" -> Arrays.copyOf(CONTENT, LENGTH - 1);
            case "empty" -> new byte[0];
            case "other" -> filled("other");
            case "page" -> filled("<html><script>alert(1)</script></html>");
            case "chunked" -> ("800\r\n" + new String(CONTENT, StandardCharsets.US_ASCII) + "\r\n0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            default -> CONTENT;
        };
    }

    private static byte[] filled(String text) {
        return text.repeat(LENGTH).substring(0, LENGTH).getBytes(StandardCharsets.US_ASCII);
    }
}
