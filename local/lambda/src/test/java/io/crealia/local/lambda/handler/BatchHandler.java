package io.crealia.local.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes SQS records by their body: {@code bad...} is reported as failed, {@code throw...} throws, {@code busy n} works n
 * milliseconds; anything else is done.
 */
public final class BatchHandler implements RequestStreamHandler {

    public static final List<JsonNode> EVENTS = new CopyOnWriteArrayList<>();
    public static final AtomicInteger RUNNING = new AtomicInteger();
    public static final AtomicInteger MOST_RUNNING = new AtomicInteger();

    private static final ObjectMapper JSON = new ObjectMapper();

    public BatchHandler(Map<String, String> environment) {}

    public static void forget() {
        EVENTS.clear();
        MOST_RUNNING.set(0);
    }

    /** How often a record with this body was seen. */
    public static long seen(String body) {
        return EVENTS.stream().flatMap(event -> event.path("Records").valueStream())
                .filter(entry -> entry.path("body").asText().equals(body)).count();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        MOST_RUNNING.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        try {
            var event = JSON.readTree(input);
            EVENTS.add(event);
            var answer = JSON.createObjectNode();
            var failures = answer.putArray("batchItemFailures");
            for (var entry : event.path("Records")) {
                var body = entry.path("body").asText();
                if (body.startsWith("throw")) {
                    throw new IllegalStateException("planted failure");
                }
                if (body.startsWith("busy")) {
                    new CountDownLatch(1).await(Long.parseLong(body.split(" ")[1]), TimeUnit.MILLISECONDS);
                }
                if (body.startsWith("bad")) {
                    failures.addObject().put("itemIdentifier", entry.path("messageId").asText());
                }
            }
            JSON.writeValue(output, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            RUNNING.decrementAndGet();
        }
    }
}
