package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of three parts, as an app on a bad line would send it. */
class MultipartTest {
    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void threeParts_oneSignedAndSentTwice_isReady() throws Exception {
        var overrides = Map.of("CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES", "5242880", "CREALIA_UPLOADS_PART_BYTES",
                "5242880", "CREALIA_TRANSCODING_MAX_DURATION", "PT5S");
        try (var edition = Edition.start(folder.resolve("home"), overrides)) {
            var clips = new Clips(folder, folder.resolve("home/cloud/mediaconvert/ffmpeg"));
            var file = padded(clips.landscape("long.mp4", "416x234", 3), 2 * PART + 1_000_000);
            var bytes = Files.readAllBytes(file);
            var upload = edition.api().post("/v1/uploads", Json.object().put("filename", "long.mp4")
                    .put("content_type", "video/mp4").put("size_bytes", bytes.length), "multipart-1");
            assertThat(upload.path("method").asText()).isEqualTo("multipart");
            assertThat(upload.path("multipart").path("part_count").asInt()).isEqualTo(3);

            var id = upload.path("id").asText();
            for (int number : new int[]{1, 2, 2, 3}) {
                var part = Arrays.copyOfRange(bytes, (number - 1) * PART, Math.min(bytes.length, number * PART));
                assertThat(send(sign(edition, id, number, part), part)).isEqualTo(200);
            }
            assertThat(edition.api().get("/v1/uploads/" + id + "/parts").path("parts")).hasSize(3);
            var first = edition.api().post("/v1/uploads/" + id + "/complete", Json.object(), "complete-1");
            var second = edition.api().post("/v1/uploads/" + id + "/complete", Json.object(), "complete-1");
            assertThat(second).isEqualTo(first);

            assertThat(edition.finished(upload.path("asset_id").asText()).path("state").asText()).isEqualTo("ready");

            var tooLong = edition.process(clips.silent("too-long.mp4", "416x234", 7));
            assertThat(tooLong.path("state").asText()).isEqualTo("rejected");
            assertThat(tooLong.path("reason").path("code").asText()).isEqualTo("media.too_long");
        }
    }

    private static JsonNode sign(Edition edition, String id, int number, byte[] part) {
        var request = Json.object();
        request.putArray("parts").addObject().put("part_number", number).put("size_bytes", part.length)
                .put("checksum_sha256", sha256(part));
        return edition.api().post("/v1/uploads/" + id + "/parts", request, "sign-" + System.nanoTime()).path("parts")
                .path(0);
    }

    private static int send(JsonNode signed, byte[] part) throws IOException {
        var connection = (HttpURLConnection) URI.create(signed.path("url").asText()).toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(part.length);
        signed.path("headers").properties()
                .forEach(header -> connection.setRequestProperty(header.getKey(), header.getValue().asText()));
        connection.getOutputStream().write(part);
        return connection.getResponseCode();
    }

    /** A {@code free} box at the end makes a small clip large without changing it. */
    private static Path padded(Path clip, int size) throws IOException {
        var bytes = Files.readAllBytes(clip);
        var all = Arrays.copyOf(bytes, size);
        var box = java.nio.ByteBuffer.allocate(8).putInt(size - bytes.length)
                .put("free".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).array();
        System.arraycopy(box, 0, all, bytes.length, box.length);
        return Files.write(clip.resolveSibling("padded.mp4"), all);
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
