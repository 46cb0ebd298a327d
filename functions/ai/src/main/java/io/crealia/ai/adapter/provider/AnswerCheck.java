package io.crealia.ai.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.adapter.provider.TextProvider.Ending;
import io.crealia.ai.adapter.provider.TextProvider.Reply;
import io.crealia.ai.domain.TextChecks;
import io.crealia.ai.port.TextModel.Task;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a model wrote: one JSON object as the task's schema and check have it, with nothing in it but plain text. */
final class AnswerCheck {
    /** Models wrap JSON in a code block however often they are told not to; the wrapping alone does no harm. */
    private static final Pattern FENCE = Pattern.compile("\\A\\s*```(?:json)?\\s*\\n(.*)\\n\\s*```\\s*\\z",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_FAULTS = 50;

    sealed interface Outcome {
        record Right(JsonNode json) implements Outcome {}

        record Wrong(List<String> faults) implements Outcome {}
    }

    private AnswerCheck() {}

    static Outcome check(Task task, Reply reply) {
        if (reply.ending() == Ending.CUT) {
            return wrong("/: expected an answer of less than " + task.maxOutputTokens() + " tokens");
        }
        var content = reply.content().orElse("");
        var fence = FENCE.matcher(content);
        try {
            return check(task, Json.parse(fence.matches() ? fence.group(1) : content));
        } catch (MalformedJsonException _) {
            return wrong("/: expected one JSON object and nothing else");
        }
    }

    static Outcome check(Task task, JsonNode json) {
        if (!json.isObject()) {
            return wrong("/: expected one JSON object and nothing else");
        }
        var faults = new ArrayList<>(SchemaCheck.faults(task.schema(), json));
        texts(json, "", faults);
        if (faults.isEmpty()) {
            // The task's own check may rely on the schema.
            faults.addAll(task.check().apply(json));
        }
        return faults.isEmpty() ? new Outcome.Right(json) : new Outcome.Wrong(List.copyOf(faults));
    }

    private static void texts(JsonNode node, String pointer, List<String> faults) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        if (node.isTextual()) {
            faults.addAll(TextChecks.faults(pointer, node.textValue(), 0, LONGEST_TEXT));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                texts(node.get(i), pointer + "/" + i, faults);
            }
        } else {
            node.properties().forEach(member -> texts(member.getValue(), pointer + "/" + member.getKey(), faults));
        }
    }

    private static Outcome wrong(String fault) {
        return new Outcome.Wrong(List.of(fault));
    }
}
