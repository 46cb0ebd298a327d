package io.crealia.ai.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Words things. Throws {@link AiFailure} when there is no usable answer. */
public interface TextModel {
    /**
     * Charges the tenant's budget and the asset's ledger, unless the same was asked before. An answer that the task's check
     * refuses is asked for anew, at most twice, with the faults named.
     *
     * @throws io.crealia.platform.error.DependencyException if a store of ours did not answer
     */
    Answer complete(Task task, Deadline deadline);

    /**
     * @param cause carries token, tenant, asset and correlation id
     * @param name of the task and its schema: lower-case letters and underscores; also the ledger's item
     * @param promptVersion changes whenever instructions, schema or check do
     * @param instructions ours alone; nothing of a user's is ever part of them
     * @param data all that users and transcripts contribute, as one JSON document
     * @param schema JSON Schema of the answer
     * @param check the faults of an answer that is an object, empty where there is none: {@code /pointer: expected ...}
     * @param maxOutputTokens of one answer
     */
    record Task(Fact.StepRequested cause, String name, String promptVersion, String instructions, ObjectNode data,
            ObjectNode schema, Function<JsonNode, List<String>> check, int maxOutputTokens) {}

    /**
     * @param json as the check approved it
     * @param notice what the provider says of its limits
     */
    record Answer(JsonNode json, Optional<String> notice, Usage usage) {}
}
