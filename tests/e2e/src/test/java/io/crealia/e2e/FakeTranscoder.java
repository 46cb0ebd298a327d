package io.crealia.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * MediaConvert without transcoding: answers Probe with one recorded answer, and "does" a job by writing one real job's
 * outputs to the job's destination. Lets hundreds of assets go through the real pipeline in seconds.
 */
final class FakeTranscoder implements AutoCloseable {
    private static final Pattern ATTEMPT = Pattern.compile("s3://([^/\"]+)/([^\"]+/transcode/\\d+/)");

    private final HttpServer server;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final JsonNode probe;
    private S3Client s3;
    private Map<String, byte[]> recorded;
    private Consumer<JsonNode> events;

    /** @param probe the body of a real Probe answer */
    FakeTranscoder(JsonNode probe) throws IOException {
        this.probe = probe;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/2017-08-29/probe", exchange -> reply(exchange, 200, this.probe));
        server.createContext("/2017-08-29/jobs", this::job);
        server.setExecutor(work);
        server.start();
    }

    /** @param outputs the objects of a real attempt, by their keys below it */
    void record(S3Client client, Map<String, byte[]> outputs, Consumer<JsonNode> eventBus) {
        s3 = client;
        recorded = outputs;
        events = eventBus;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The token of every job that was created, in order. */
    List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void job(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            reply(exchange, 200, Json.object().set("jobs", Json.array()));
            return;
        }
        var request = Json.parse(exchange.getRequestBody());
        var id = System.currentTimeMillis() + "-" + UUID.randomUUID().toString().substring(0, 6);
        var metadata = request.path("userMetadata");
        tokens.add(metadata.path("token").asText());
        var job = Json.object().put("id", id).put("status", "SUBMITTED").put("role",
                "arn:aws:iam::000000000000:role/x");
        job.set("userMetadata", metadata);
        job.set("settings", Json.object());
        reply(exchange, 201, Json.object().set("job", job));
        work.execute(() -> finish(id, request));
    }

    private void finish(String id, JsonNode request) {
        var attempt = ATTEMPT.matcher(request.toString());
        if (!attempt.find()) {
            throw new IllegalStateException("a job without a destination: " + request);
        }
        recorded.forEach((key, bytes) -> s3.putObject(put -> put.bucket(attempt.group(1)).key(attempt.group(2) + key),
                RequestBody.fromBytes(bytes)));
        var detail = Json.object().put("timestamp", System.currentTimeMillis()).put("accountId", "000000000000")
                .put("queue", request.path("queue").asText()).put("jobId", id).put("status", "COMPLETE");
        detail.set("userMetadata", request.path("userMetadata"));
        detail.putArray("outputGroupDetails");
        var event = Json.object().put("version", "0").put("id", UUID.randomUUID().toString())
                .put("detail-type", "MediaConvert Job State Change").put("source", "aws.mediaconvert")
                .put("account", "000000000000").put("time", java.time.Instant.now().toString())
                .put("region", "eu-central-1");
        event.putArray("resources");
        event.set("detail", detail);
        events.accept(event);
        events.accept(event);
    }

    private static void reply(HttpExchange exchange, int status, JsonNode body) {
        try (exchange) {
            var bytes = Json.bytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        work.close();
    }
}
