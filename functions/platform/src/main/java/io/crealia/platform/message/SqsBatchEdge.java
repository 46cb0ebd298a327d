package io.crealia.platform.message;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.Fact;
import io.crealia.metrics.Invocation;
import io.crealia.metrics.Label;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.metrics.Names;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The edge of a queue function. Each record stands alone: one that fails is reported by its message id and comes again,
 * the others are done ({@code ReportBatchItemFailures}).
 */
public final class SqsBatchEdge {
    private static final Log LOG = Log.of(SqsBatchEdge.class);
    private final Supplier<Invocation> measuring;
    private final InstantSource clock;

    /** An edge that is not measured: for tests. */
    public SqsBatchEdge() {
        this(() -> Invocation.NONE, InstantSource.system());
    }

    /** @param measuring begins an invocation */
    public SqsBatchEdge(Supplier<Invocation> measuring, InstantSource clock) {
        this.measuring = measuring;
        this.clock = clock;
    }

    /** @param consumer gets each record's body; an exception fails that record only */
    public void handle(InputStream in, OutputStream out, Context context, Consumer<String> consumer)
            throws IOException {
        each(in, out, context, body -> succeeds(() -> consumer.accept(body)));
    }

    /** As {@link #handle}, for queues of facts. An unknown fact is a failed record. */
    public void handleFacts(InputStream in, OutputStream out, Context context, Consumer<Fact> consumer)
            throws IOException {
        each(in, out, context, body -> {
            Fact fact;
            try {
                fact = FactCodec.decode(body);
            } catch (UnknownFactException e) {
                LOG.error("a record is no fact and will end as a dead letter", e);
                return false;
            }
            var header = fact.header();
            try (var _ = Log.with(LogField.ASSET_ID.of(header.assetId()), LogField.TENANT_ID.of(header.tenantId()),
                    LogField.CORRELATION_ID.of(header.correlationId()), LogField.FACT_ID.of(header.id()),
                    LogField.FACT_TYPE.of(fact.getClass().getSimpleName()))) {
                var begin = System.nanoTime();
                return succeeds(() -> {
                    consumer.accept(fact);
                    LOG.info("a fact was taken in", LogField.DURATION_MS.of((System.nanoTime() - begin) / 1_000_000));
                });
            }
        });
    }

    /** Runs a record through the edge for a SnapStart rehearsal ({@link #handle}); what the consumer throws is expected. */
    public void rehearse(String body, Consumer<String> consumer) throws IOException {
        handle(batch(body), OutputStream.nullOutputStream(), null, quiet(consumer));
    }

    /** The same for {@link #handleFacts}. */
    public void rehearseFact(Fact fact, Consumer<Fact> consumer) throws IOException {
        handleFacts(batch(FactCodec.encode(fact)), OutputStream.nullOutputStream(), null, quiet(consumer));
    }

    private static InputStream batch(String body) {
        var event = Json.object();
        event.putArray("Records").addObject().put("messageId", "rehearsal").put("body", body);
        return new ByteArrayInputStream(Json.bytes(event));
    }

    private static <T> Consumer<T> quiet(Consumer<T> consumer) {
        return each -> {
            try {
                consumer.accept(each);
            } catch (RuntimeException _) {
                // A rehearsal is about what nobody has, so most end by not finding it.
            }
        };
    }

    private void each(InputStream in, OutputStream out, Context context, Predicate<String> done)
            throws IOException {
        // A rehearsal is no invocation.
        try (var invocation = context == null ? Invocation.NONE : measuring.get()) {
            var failed = each(in, out, context, done, invocation);
            invocation.ended(failed == 0 ? "ok" : "partial");
        }
    }

    private int each(InputStream in, OutputStream out, Context context, Predicate<String> done,
            Invocation invocation) throws IOException {
        // An answer without failures tells SQS to delete the batch, so an event that is no batch must not get one.
        var records = Json.parse(in).path("Records");
        if (!records.isArray()) {
            throw new IllegalArgumentException("expected an SQS event: an object with a list named Records");
        }
        var failures = Json.array();
        for (var message : records) {
            var id = Optional.ofNullable(message.path("messageId").textValue())
                    .orElseThrow(() -> new IllegalArgumentException("expected a messageId in every record"));
            waited(message, invocation);
            try (var _ = Log.invocation(context, scope(message, id))) {
                if (!done.test(message.path("body").asText())) {
                    failures.addObject().put("itemIdentifier", id);
                }
            }
        }
        var answer = Json.object();
        answer.set("batchItemFailures", failures);
        out.write(Json.bytes(answer));
        return failures.size();
    }

    // At its first receipt only: what comes again has waited for its visibility, not for us.
    private void waited(JsonNode message, Invocation invocation) {
        var attributes = message.path("attributes");
        var sent = attributes.path("SentTimestamp").asLong();
        var queue = queue(message.path("eventSourceARN").asText());
        if (sent > 0) {
            invocation.mark("sent|" + queue, sent);
            if (attributes.path("ApproximateReceiveCount").asInt(1) == 1) {
                Metrics.observe(Metric.QUEUE_WAIT, Duration.ofMillis(Math.max(0, clock.millis() - sent)), queue);
            }
        }
    }

    private static String queue(String arn) {
        var name = Names.withoutStage(arn.substring(arn.lastIndexOf(':') + 1));
        return Names.QUEUES.contains(name) ? name : Label.OTHER;
    }

    private static LogField.Entry[] scope(JsonNode message, String id) {
        return Stream.concat(Stream.of(LogField.MESSAGE_ID.of(id)),
                CorrelationAttribute.read(message).map(LogField.CORRELATION_ID::of).stream())
                .toArray(LogField.Entry[]::new);
    }

    // The edge: whatever goes wrong with one record must not keep its neighbours from being done.
    private static boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            LOG.error("a record failed and will come again", e);
            return false;
        }
    }
}
