package io.crealia.local.cloud.ai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ai.text.BadDocumentException;
import io.crealia.local.cloud.ai.text.ExtractiveText;
import io.crealia.local.cloud.ai.text.TextTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;

/**
 * {@code POST /v1/chat/completions} for the tasks of {@link TextTask}. The task is chosen by the schema's name; instructions
 * are counted but not read, and the last message of the user is the document, which is data all through.
 */
final class ChatApi {
    static final int MOST_BYTES = 4 << 20;
    /** How OpenAI estimates tokens of English text. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final Lazy<ExtractiveText> engine;
    private final JobQueue queue;
    private final InstantSource clock;

    ChatApi(Lazy<ExtractiveText> engine, JobQueue queue, InstantSource clock) {
        this.engine = engine;
        this.queue = queue;
        this.clock = clock;
    }

    private record Order(TextTask task, ObjectNode document, long characters) {}

    void handle(Exchange exchange) throws IOException {
        exchange.expectType("application/json");
        try (var place = queue.enter()) {
            var order = order(exchange.json(exchange.body(MOST_BYTES, "messages")));
            try {
                exchange.answer(200, answer(order,
                        place.run(() -> engine.get().answer(order.task(), order.document()))));
            } catch (BadDocumentException e) {
                throw AiException.invalid("messages", "the user's document: " + e.getMessage());
            }
        }
    }

    private static Order order(ObjectNode request) {
        var model = request.path("model");
        if (!model.isTextual()) {
            throw AiException.missing("model", "expected the member model");
        }
        if (!model.textValue().equals(ModelsApi.EXTRACTOR)) {
            throw AiException.unknownModel(ModelsApi.EXTRACTOR);
        }
        if (request.path("stream").asBoolean()) {
            throw AiException.invalid("stream", "expected no stream: answers come as a whole");
        }
        if (request.path("n").asInt(1) != 1) {
            throw AiException.invalid("n", "expected 1: there is one answer only");
        }
        var task = task(request.path("response_format"));
        return document(request.path("messages"), task);
    }

    private static TextTask task(JsonNode format) {
        if (!format.path("type").asText().equals("json_schema")) {
            throw AiException.invalid("response_format",
                    "expected the type json_schema: this model fills known schemas only, it does not converse");
        }
        return TextTask.bySchema(format.path("json_schema").path("name").asText())
                .orElseThrow(() -> AiException.invalid("response_format",
                        "expected json_schema.name to be " + TextTask.schemas()));
    }

    private static Order document(JsonNode messages, TextTask task) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw AiException.missing("messages", "expected a list of messages");
        }
        long characters = 0;
        String last = null;
        for (var message : messages) {
            var content = content(message.path("content"));
            characters += content.length();
            if (message.path("role").asText().equals("user")) {
                last = content;
            }
        }
        if (last == null) {
            throw AiException.invalid("messages", "expected a message of the role user");
        }
        return new Order(task, parse(last), characters);
    }

    private static String content(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        for (var part : content) {
            if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
                throw AiException.invalid("messages", "expected content of the type text only");
            }
            text.append(part.path("text").textValue());
        }
        return text.toString();
    }

    private static ObjectNode parse(String content) {
        try {
            var document = Exchange.parse(content);
            if (document != null) {
                return document;
            }
        } catch (JsonProcessingException _) {
            // Jackson's message quotes the document.
        }
        throw AiException.invalid("messages", "expected the last message of the user to be one JSON object as text");
    }

    private ObjectNode answer(Order order, ExtractiveText.Answer extract) {
        var content = extract.json().toString();
        // Named by what it says: the same question has the same answer.
        var id = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
        var json = Exchange.object().put("id", "chatcmpl-" + id).put("object", "chat.completion")
                .put("created", clock.instant().getEpochSecond()).put("model", ModelsApi.EXTRACTOR);
        var choice = json.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", content);
        choice.put("finish_reason", "stop");
        long prompt = tokens(order.characters());
        long completion = tokens(content.length());
        json.putObject("usage").put("prompt_tokens", prompt).put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        return json.put("crealia_notice", extract.notice());
    }

    private static long tokens(long characters) {
        return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
    }
}
