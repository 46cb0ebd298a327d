package io.crealia.local.lambda.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.lambda.InvocationResult;
import io.crealia.local.lambda.InvocationResult.Answered;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which records of a batch are done, by Lambda's rules for {@code ReportBatchItemFailures}: an empty answer or an empty
 * list is a success; an exception, an answer that is not understood, or an id that is not in the batch fails all.
 *
 * @param failed message ids to leave in the queue
 * @param why for people; empty when nothing failed
 */
record BatchVerdict(Set<String> failed, String why) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static BatchVerdict of(InvocationResult result, Set<String> batch, boolean reportsItemFailures) {
        if (!(result instanceof Answered(var payload))) {
            return new BatchVerdict(batch, result.summary());
        }
        if (!reportsItemFailures || payload.length == 0) {
            return new BatchVerdict(Set.of(), "");
        }
        try {
            return read(JSON.readTree(payload), batch);
        } catch (JsonProcessingException e) {
            return new BatchVerdict(batch, "the answer is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new BatchVerdict(batch, "the answer cannot be read: " + e.getMessage());
        }
    }

    private static BatchVerdict read(JsonNode answer, Set<String> batch) {
        if (answer.isNull() || answer.isMissingNode()) {
            return new BatchVerdict(Set.of(), "");
        }
        if (!answer.isObject()) {
            return new BatchVerdict(batch, "the answer is not a JSON object");
        }
        var items = answer.path("batchItemFailures");
        if (items.isMissingNode() || items.isNull()) {
            return new BatchVerdict(Set.of(), "");
        }
        if (!items.isArray()) {
            return new BatchVerdict(batch, "batchItemFailures is not a list");
        }
        var failed = new HashSet<String>();
        for (var item : items) {
            var id = item.path("itemIdentifier").asText("");
            if (!batch.contains(id)) {
                return new BatchVerdict(batch, "batchItemFailures names '" + id + "', which is not in the batch");
            }
            failed.add(id);
        }
        return new BatchVerdict(failed, failed.isEmpty() ? "" : "reported by the function");
    }
}
