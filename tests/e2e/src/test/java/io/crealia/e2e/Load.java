package io.crealia.e2e;

import io.crealia.platform.json.Json;
import io.crealia.testkit.net.HttpLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Eight clients that read, list and now and then start an upload. */
final class Load {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 150;
    private static final int UPLOAD_EVERY = 30;
    private static final String UPLOAD = Json.text(Json.object().put("filename", "load.mp4")
            .put("content_type", "video/mp4").put("size_bytes", 1000)
            .put("checksum_sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));

    private final int port;
    private final Map<String, String> headers;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Load(int port, String token) {
        this.port = port;
        this.headers = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    /**
     * What one run saw.
     *
     * @param failed answers from 500
     * @param lost connections that broke
     */
    record Phase(String name, int requests, int failed, int lost, Duration p99) {
        @Override
        public String toString() {
            return "%s: %d requests, %d failed, %d lost, p99 %.1f ms".formatted(name, requests, failed, lost,
                    p99.toNanos() / 1e6);
        }
    }

    private record Timed(int status, long nanos) {}

    /** Uploads that were started in all runs. */
    int started() {
        return started.get();
    }

    /** Uploads that the quota of the day did not hold. */
    int refused() {
        return refused.get();
    }

    Phase run(String name) {
        var clients = new ArrayList<Callable<List<Timed>>>();
        for (int c = 0; c < CLIENTS; c++) {
            clients.add(this::requests);
        }
        var timed = new ArrayList<Timed>();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (var client : threads.invokeAll(clients)) {
                timed.addAll(client.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        var nanos = timed.stream().mapToLong(Timed::nanos).sorted().toArray();
        return new Phase(name, timed.size(), (int) timed.stream().filter(one -> one.status() >= 500).count(),
                (int) timed.stream().filter(one -> one.status() == 0).count(),
                Duration.ofNanos(nanos[nanos.length * 99 / 100]));
    }

    /** One request. */
    void read() {
        try (var line = new HttpLine(port)) {
            line.send("GET", "/v1/assets?limit=5", headers, "");
        }
    }

    private List<Timed> requests() {
        var timed = new ArrayList<Timed>(REQUESTS);
        try (var line = new HttpLine(port)) {
            for (int i = 0; i < REQUESTS; i++) {
                var start = System.nanoTime();
                var status = i % UPLOAD_EVERY == 0 ? upload(line) : get(line, i % 2 == 0 ? "s?limit=5" : "s/ast_none");
                timed.add(new Timed(status, System.nanoTime() - start));
            }
        }
        return timed;
    }

    private int get(HttpLine line, String rest) {
        return line.send("GET", "/v1/asset" + rest, headers, "").map(HttpLine.Answer::status).orElse(0);
    }

    private int upload(HttpLine line) {
        var answer = line.send("POST", "/v1/uploads", headers, UPLOAD);
        answer.ifPresent(found -> {
            started.addAndGet(found.status() == 201 ? 1 : 0);
            refused.addAndGet(found.status() == 429 && found.body().contains("\"quota.exhausted\"") ? 1 : 0);
        });
        return answer.map(HttpLine.Answer::status).orElse(0);
    }
}
