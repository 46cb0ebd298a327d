package io.crealia.platform.message;

import com.amazonaws.services.lambda.runtime.Context;
import io.crealia.contracts.Fact;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * The edge of a queue function. Each record stands alone: one that fails is reported by its message id and comes again,
 * the others are done ({@code ReportBatchItemFailures}).
 */
public final class SqsBatchEdge {
    private static final Log LOG = Log.of(SqsBatchEdge.class);

    /** @param consumer gets each record's body; an exception fails that record only */
    public void handle(InputStream in, OutputStream out, Context context, Consumer<String> consumer)
            throws IOException {
        var failures = Json.array();
        for (var message : Json.parse(in).path("Records")) {
            var id = message.path("messageId").asText();
            try (var _ = Log.with(LogField.MESSAGE_ID.of(id), LogField.REQUEST_ID.of(context.getAwsRequestId()))) {
                consume(message.path("body").asText(), consumer, () -> failures.addObject().put("itemIdentifier", id));
            }
        }
        var answer = Json.object();
        answer.set("batchItemFailures", failures);
        out.write(Json.bytes(answer));
    }

    /** As {@link #handle}, for queues of facts. An unknown fact is a failed record. */
    public void handleFacts(InputStream in, OutputStream out, Context context, Consumer<Fact> consumer)
            throws IOException {
        handle(in, out, context, body -> {
            var fact = FactCodec.decode(body);
            var header = fact.header();
            try (var _ = Log.with(LogField.ASSET_ID.of(header.assetId()), LogField.TENANT_ID.of(header.tenantId()),
                    LogField.CORRELATION_ID.of(header.correlationId()), LogField.FACT_ID.of(header.id()),
                    LogField.FACT_TYPE.of(fact.getClass().getSimpleName()))) {
                consumer.accept(fact);
            }
        });
    }

    private static void consume(String body, Consumer<String> consumer, Runnable failed) {
        try {
            consumer.accept(body);
        } catch (RuntimeException e) {
            LOG.error("a record failed and will come again", e);
            failed.run();
        }
    }
}
