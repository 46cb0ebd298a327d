package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.platform.json.Json;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.net.HttpLine;
import io.crealia.testkit.net.TcpProxy;
import io.crealia.testkit.net.TcpProxy.Cut;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 64 clients send one create 1,000 times each, through a line that loses a fifth of the connections after it has passed
 * the request on: nobody knows what became of what he sent, and sends it again.
 */
class IdempotencyStormTest {
    private static final int CLIENTS = 64;
    private static final int RETRIES = 1_000;
    private static final String BODY = Json.text(Json.object().put("filename", "storm.mp4")
            .put("content_type", "video/mp4").put("size_bytes", 1000)
            .put("checksum_sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));

    private final AtomicInteger cuts = new AtomicInteger();

    @Test
    void create_retriedOverALineThatBreaks_isOneAssetWithOneAnswer(@TempDir Path folder) throws Exception {
        try (var edition = Edition.start(folder.resolve("home"), Map.of());
                var proxy = TcpProxy.start(
                        () -> new InetSocketAddress("127.0.0.1", edition.local().api().getPort()), this::cut)) {
            var headers = Map.of("Authorization", "Bearer " + edition.token(), "Content-Type", "application/json",
                    "Idempotency-Key", "storm-1");
            var start = System.nanoTime();
            var answers = storm(proxy.port(), headers);
            var seconds = (System.nanoTime() - start) / 1e9;

            var whole = answers.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf("idempotency: %d requests, %d connections cut, %d whole answers, %.0f s%n",
                    CLIENTS * RETRIES, cuts.get(), whole, seconds);
            assertThat(cuts.get()).as("connections cut").isGreaterThan(CLIENTS * RETRIES / 10);
            assertThat(CLIENTS * RETRIES - whole).as("answers lost, other than by us").isLessThanOrEqualTo(cuts.get());
            assertThat(answers.keySet()).as("different answers").hasSize(1);
            assertThat(answers.keySet().iterator().next()).startsWith("201 application/json /v1/uploads/upl_");
            assertOneOfEach(edition);
        }
    }

    private Cut cut() {
        var dice = ThreadLocalRandom.current().nextInt(15);
        var cut = dice < 3 ? Cut.values()[1 + dice] : Cut.NONE;
        if (cut != Cut.NONE) {
            cuts.incrementAndGet();
        }
        return cut;
    }

    /** How often each answer came: status, type, location and body. */
    private static Map<String, Integer> storm(int port, Map<String, String> headers) throws Exception {
        var clients = new ArrayList<Callable<Map<String, Integer>>>();
        for (int c = 0; c < CLIENTS; c++) {
            clients.add(() -> {
                var seen = new HashMap<String, Integer>();
                try (var line = new HttpLine(port)) {
                    for (int i = 0; i < RETRIES; i++) {
                        line.send("POST", "/v1/uploads", headers, BODY)
                                .ifPresent(answer -> seen.merge(text(answer), 1, Integer::sum));
                    }
                }
                return seen;
            });
        }
        var all = new HashMap<String, Integer>();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (var seen : threads.invokeAll(clients)) {
                seen.get().forEach((answer, count) -> all.merge(answer, count, Integer::sum));
            }
        }
        return all;
    }

    private static String text(HttpLine.Answer answer) {
        return answer.status() + " " + answer.header("content-type").orElse("") + " "
                + answer.header("location").orElse("") + " " + answer.body();
    }

    private static void assertOneOfEach(Edition edition) {
        try (var mongo = new MongoConnection(() -> edition.local().cloud().endpoints().mongoUri().toString(),
                "crealia")) {
            var uploads = mongo.collection("uploads").find(new Document(), new Document("_id", 1), 10);
            assertThat(uploads).as("uploads").hasSize(1);
            assertThat(mongo.collection("quota_days").find(new Document(), new Document("_id", 1), 10))
                    .singleElement().satisfies(day -> {
                        assertThat(day.getLong("items")).as("uploads counted").isEqualTo(1);
                        assertThat(day.getLong("bytes")).isEqualTo(1000);
                    });
        }
    }
}
