package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Sends a file as a creator's app does: start, signed PUT or parts, complete. */
public final class FileUploader {
    private static final int BUFFER = 256 * 1024;
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"), Map.entry("mov", "video/quicktime"), Map.entry("webm", "video/webm"),
            Map.entry("mkv", "video/x-matroska"), Map.entry("avi", "video/x-msvideo"), Map.entry("ts", "video/mp2t"),
            Map.entry("wav", "audio/wav"), Map.entry("mp3", "audio/mpeg"), Map.entry("m4a", "audio/mp4"),
            Map.entry("flac", "audio/flac"), Map.entry("ogg", "audio/ogg"));

    private final ApiClient api;

    public FileUploader(ApiClient api) {
        this.api = api;
    }

    /**
     * @param sent is told how many bytes have gone out
     * @return the upload as the API has it
     * @throws ApiException if the API refuses the file
     */
    public JsonNode upload(Path file, LongConsumer sent) throws IOException {
        return upload(file, new RunChoice(), sent);
    }

    /** As {@link #upload(Path, LongConsumer)}, with what the person chose of the run. */
    public JsonNode upload(Path file, RunChoice choice, LongConsumer sent) throws IOException {
        var size = Files.size(file);
        var start = Json.object().put("filename", file.getFileName().toString()).put("content_type", type(file))
                .put("size_bytes", size).put("checksum_sha256", checksum(file, 0, size));
        choice.write(start);
        var upload = api.post("/v1/uploads", start, UUID.randomUUID().toString());
        if (upload.path("method").asText().equals("put")) {
            put(URI.create(upload.path("put").path("url").asText()), upload.path("put").path("headers"), file, 0, size,
                    sent);
        } else {
            parts(upload, file, size, sent);
        }
        return upload;
    }

    private void parts(JsonNode upload, Path file, long size, LongConsumer sent) throws IOException {
        var id = upload.path("id").asText();
        var partSize = upload.path("multipart").path("part_size_bytes").asLong();
        var number = 1;
        for (long at = 0; at < size; at += partSize, number++) {
            var length = Math.min(partSize, size - at);
            var request = Json.object();
            request.putArray("parts").addObject().put("part_number", number).put("size_bytes", length)
                    .put("checksum_sha256", checksum(file, at, length));
            var signed = api.post("/v1/uploads/" + id + "/parts", request, UUID.randomUUID().toString()).path("parts")
                    .path(0);
            var before = at;
            put(URI.create(signed.path("url").asText()), signed.path("headers"), file, at, length,
                    bytes -> sent.accept(before + bytes));
        }
        api.post("/v1/uploads/" + id + "/complete", Json.object(), UUID.randomUUID().toString());
    }

    private static void put(URI url, JsonNode headers, Path file, long from, long length, LongConsumer sent)
            throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(length);
        headers.properties()
                .forEach(header -> connection.setRequestProperty(header.getKey(), header.getValue().asText()));
        try (var in = slice(file, from); var out = connection.getOutputStream()) {
            var buffer = new byte[BUFFER];
            for (long left = length; left > 0;) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(file + " became shorter while it was sent");
                }
                out.write(buffer, 0, read);
                left -= read;
                sent.accept(length - left);
            }
        }
        if (connection.getResponseCode() != 200) {
            throw new IOException("the store refused the upload with status " + connection.getResponseCode());
        }
    }

    private static String checksum(Path file, long from, long length) throws IOException {
        try (var in = slice(file, from)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER];
            for (long left = length; left > 0;) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static InputStream slice(Path file, long from) {
        try {
            return Channels.newInputStream(FileChannel.open(file).position(from));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String type(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
