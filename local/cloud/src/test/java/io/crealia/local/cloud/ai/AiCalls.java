package io.crealia.local.cloud.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests to a server, as its clients send them. */
final class AiCalls implements AutoCloseable {
    static final String KEY = "sk-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    AiCalls(int port) {
        this.port = port;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization",
                "Bearer " + KEY);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    HttpResponse<String> chat(String body) throws IOException, InterruptedException {
        return send(request("/v1/chat/completions").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build());
    }

    HttpResponse<String> transcribe(byte[] file, String... fields) throws IOException, InterruptedException {
        return send(transcription(file, fields));
    }

    /** @param file left out where it is null; @param fields names and values in turn */
    HttpRequest transcription(byte[] file, String... fields) {
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            write(body, "--limit\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n" + fields[i + 1]
                    + "\r\n");
        }
        if (file != null) {
            write(body, "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n"
                    + "Content-Type: audio/wav\r\n\r\n");
            body.writeBytes(file);
            write(body, "\r\n");
        }
        write(body, "--limit--\r\n");
        return request("/v1/audio/transcriptions").header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())).build();
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A chat request that is right: change what the test is about. */
    static ObjectNode chatRequest(String schema, String document) {
        var json = JsonNodeFactory.instance.objectNode().put("model", "crealia-extract-1");
        var messages = json.putArray("messages");
        messages.addObject().put("role", "system").put("content", "Do this.");
        messages.addObject().put("role", "user").put("content", document);
        json.putObject("response_format").put("type", "json_schema").putObject("json_schema").put("name", schema)
                .put("strict", true).putObject("schema").put("type", "object");
        return json.put("max_completion_tokens", 1000).put("temperature", 0);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    static Map<String, String> error(HttpResponse<String> response) throws IOException {
        var error = json(response).path("error");
        return Map.of("status", String.valueOf(response.statusCode()), "type", error.path("type").asText(), "code",
                error.path("code").asText(), "param", error.path("param").asText());
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
