package io.crealia.chaos.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cloud.events.BusEvent;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * MediaConvert in front of the embedded one. A job whose input has a {@link Recording} is "done" by writing that job's outputs
 * once more, after a second or more; all else is passed on and done by ffmpeg. A client's request token holds as long as the
 * server lives.
 */
public final class Transcoder implements AutoCloseable {
    private static final String BASE = "/2017-08-29/";
    private static final Pattern ATTEMPT = Pattern.compile("s3://([^/\"]+)/([^\"]+/transcode/\\d+/)");
    private static final Pattern INPUT = Pattern.compile("s3://([^/\"]+)/([^\"]+)");
    private static final long LEAST_MILLIS = 1_000;
    private static final int MOST_MORE_MILLIS = 3_000;

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final URI real;
    private final S3Client s3;
    private final Function<Long, Optional<Recording>> recordings;
    private final Consumer<BusEvent> bus;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Created> created = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis());

    /** A job that a recording stands for. */
    private record Job(String id, JsonNode request, String status) {
        String input() {
            return request.at("/settings/inputs/0/fileInput").asText();
        }
    }

    /**
     * A job that was created.
     *
     * @param key of the attempt, as its metadata say
     */
    public record Created(String id, String key, boolean real) {}

    /**
     * @param real the embedded MediaConvert
     * @param recordings by the size of a source, in bytes
     */
    public Transcoder(URI real, S3Client s3, Function<Long, Optional<Recording>> recordings, Consumer<BusEvent> bus)
            throws IOException {
        this.real = real;
        this.s3 = s3;
        this.recordings = recordings;
        this.bus = bus;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(work);
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Every job that was ever created, each once. */
    public List<Created> created() {
        return List.copyOf(created);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var method = exchange.getRequestMethod();
            var path = exchange.getRequestURI().getRawPath();
            var id = path.startsWith(BASE + "jobs/") ? path.substring((BASE + "jobs/").length()) : "";
            if (method.equals("POST") && path.equals(BASE + "jobs")) {
                create(exchange, body);
            } else if (path.equals(BASE + "search")) {
                search(exchange, body);
            } else if (jobs.containsKey(id)) {
                reply(exchange, 200, method.equals("GET") ? wrap(jobs.get(id)) : Json.object());
            } else {
                pass(exchange, body);
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private void create(HttpExchange exchange, byte[] body) throws IOException {
        var request = Json.parse(body);
        var recording = recording(request);
        if (recording.isEmpty()) {
            var answer = pass(exchange, body);
            var id = answer.statusCode() < 300 ? Json.parse(answer.body()).at("/job/id").asText() : "";
            note(new Created(id, key(request), true));
            return;
        }
        Job job;
        boolean fresh = false;
        synchronized (jobs) {
            var token = request.path("clientRequestToken").asText();
            var before = jobs.values().stream()
                    .filter(each -> each.request().path("clientRequestToken").asText().equals(token)).findFirst();
            job = before.orElse(null);
            if (job == null) {
                fresh = true;
                job = new Job(numbers.incrementAndGet() + "-aaaaaa", request, "SUBMITTED");
                jobs.put(job.id(), job);
            }
        }
        if (fresh) {
            note(new Created(job.id(), key(request), false));
            var taken = job;
            work.execute(() -> finish(taken, recording.get()));
        }
        reply(exchange, 201, wrap(job));
    }

    // The embedded server answers a request token that it knows with the job that it has.
    private synchronized void note(Created job) {
        if (!job.id().isEmpty() && created.stream().noneMatch(each -> each.id().equals(job.id()))) {
            created.add(job);
        }
    }

    private static String key(JsonNode request) {
        var metadata = request.path("userMetadata");
        return metadata.path("token").asText() + metadata.path("part").asText();
    }

    private Optional<Recording> recording(JsonNode request) {
        var input = INPUT.matcher(request.at("/settings/inputs/0/fileInput").asText());
        if (!ATTEMPT.matcher(request.toString()).find() || !input.matches()) {
            return Optional.empty();
        }
        var head = s3.headObject(ask -> ask.bucket(input.group(1)).key(input.group(2)));
        return recordings.apply(head.contentLength());
    }

    private void finish(Job job, Recording recording) {
        var more = Math.floorMod(job.request().path("userMetadata").toString().hashCode(), MOST_MORE_MILLIS);
        LockSupport.parkNanos((LEAST_MILLIS + more) * 1_000_000L);
        if (Thread.currentThread().isInterrupted()) {
            return; // The run is over.
        }
        var attempt = ATTEMPT.matcher(job.request().toString());
        if (!attempt.find()) {
            throw new IllegalStateException("a job without a destination: " + job.request());
        }
        recording.outputs().forEach((key, bytes) -> s3.putObject(
                put -> put.bucket(attempt.group(1)).key(attempt.group(2) + key), RequestBody.fromBytes(bytes)));
        jobs.put(job.id(), new Job(job.id(), job.request(), "COMPLETE"));
        var detail = Json.object().put("timestamp", System.currentTimeMillis()).put("accountId", "000000000000")
                .put("queue", job.request().path("queue").asText()).put("jobId", job.id()).put("status", "COMPLETE");
        detail.set("userMetadata", job.request().path("userMetadata"));
        detail.putArray("outputGroupDetails");
        bus.accept(new BusEvent("aws.mediaconvert", "MediaConvert Job State Change", List.of(), detail));
    }

    private static ObjectNode wrap(Job job) {
        return Json.object().set("job", json(job));
    }

    private static ObjectNode json(Job job) {
        var json = Json.object().put("id", job.id()).put("status", job.status())
                .put("role", "arn:aws:iam::000000000000:role/x").put("queue", job.request().path("queue").asText());
        json.set("userMetadata", job.request().path("userMetadata"));
        json.set("settings", job.request().path("settings"));
        return json;
    }

    // All jobs of one input are recorded, or none is.
    private void search(HttpExchange exchange, byte[] body) throws IOException {
        var query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        ArrayNode found = Json.array();
        jobs.values().stream().filter(job -> query.contains(job.input())).forEach(job -> found.add(json(job)));
        if (found.isEmpty()) {
            pass(exchange, body);
        } else {
            reply(exchange, 200, Json.object().set("jobs", found));
        }
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
        try {
            var request = HttpRequest.newBuilder(real.resolve(exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .header("Content-Type", "application/json").build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("transfer-encoding")
                        && !name.equalsIgnoreCase("date") && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, answer.statusCode(), answer.body());
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void reply(HttpExchange exchange, int status, JsonNode body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, Json.bytes(body));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        work.shutdownNow();
        client.close();
    }
}
