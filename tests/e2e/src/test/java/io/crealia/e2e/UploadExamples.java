package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The document's examples of uploads, and a file that is really sent. */
final class UploadExamples {
    private static final int MIB = 1024 * 1024;

    private final Edition edition;
    private final ContractCalls calls;

    UploadExamples(Edition edition, ContractCalls calls) {
        this.edition = edition;
        this.calls = calls;
    }

    void run() throws IOException, GeneralSecurityException {
        var multipart = calls.example("startUpload", "multipart");
        calls.know("upload_id", multipart.json().path("id").asText());
        assertThat(calls.example("signParts", "first_two").json().path("parts")).hasSize(2);
        assertThat(calls.send("listParts").json().path("parts")).isEmpty();
        assertThat(calls.example("completeUpload", "all").status()).isEqualTo(409);
        assertThat(calls.send("cancelUpload").status()).isEqualTo(204);
        calls.know("upload_id", calls.example("startUpload", "auto_reels").json().path("id").asText());
        calls.send("cancelUpload");
        calls.know("upload_id", calls.example("startUpload", "put").json().path("id").asText());
        assertThat(calls.send("getUpload").json().path("state").asText()).isEqualTo("waiting");
        assertThat(calls.send("signParts", Optional.of(bytes("{\"parts\":[]}")), Map.of()).status()).isEqualTo(422);
        var first = calls.send("listUploads", "limit", "2").json();
        assertThat(calls.send("listUploads", "limit", "2", "cursor", first.path("next_cursor").asText()).json()
                .path("data")).hasSize(1);
        onePart("listed");
        onePart("all");
        await().atMost(Duration.ofSeconds(30)).until(() -> calls.send("getUpload").json().path("reason")
                .path("code").asText().equals("upload.not_media"));
    }

    /** A file of one part, completed with its receipt or without. */
    private void onePart(String example) throws IOException, GeneralSecurityException {
        var bytes = "This is no film. ".repeat(6 * MIB / 17).getBytes(StandardCharsets.UTF_8);
        var start = edition.api().post("/v1/uploads", Json.object().put("filename", "part.mp4")
                .put("content_type", "video/mp4").put("size_bytes", bytes.length), UUID.randomUUID().toString());
        calls.know("upload_id", start.path("id").asText());
        var digest = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        var body = "{\"parts\":[{\"part_number\":1,\"checksum_sha256\":\"" + digest + "\"}]}";
        var part = calls.send("signParts", Optional.of(bytes(body)), Map.of()).json().path("parts").path(0);
        assertThat(put(part, bytes)).isEqualTo(200);
        calls.know("etag", calls.send("listParts").json().path("parts").path(0).path("etag").asText());
        var done = calls.example("completeUpload", example);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private static int put(JsonNode signed, byte[] bytes) throws IOException {
        var connection = (HttpURLConnection) URI.create(signed.path("url").asText()).toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        signed.path("headers").properties()
                .forEach(header -> connection.setRequestProperty(header.getKey(), header.getValue().asText()));
        connection.getOutputStream().write(bytes);
        return connection.getResponseCode();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
