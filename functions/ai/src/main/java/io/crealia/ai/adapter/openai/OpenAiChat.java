package io.crealia.ai.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.adapter.provider.Amount;
import io.crealia.ai.adapter.provider.CallFault;
import io.crealia.ai.adapter.provider.RepairDocument;
import io.crealia.ai.adapter.provider.TextProvider;
import io.crealia.ai.port.Deadline;
import io.crealia.platform.json.Json;
import java.util.Optional;

/** {@code POST /v1/chat/completions} with a JSON schema for the answer. */
public final class OpenAiChat implements TextProvider {
    private final OpenAiHttp http;
    private final String model;

    public OpenAiChat(OpenAiHttp http, String model) {
        this.http = http;
        this.model = model;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Reply ask(Prompt prompt, Deadline deadline) throws CallFault {
        return read(http.post("/v1/chat/completions", JsonBody.of(request(prompt)), deadline));
    }

    private ObjectNode request(Prompt prompt) {
        var task = prompt.task();
        var request = Json.object().put("model", model);
        var messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", RepairDocument.instructions(prompt));
        messages.addObject().put("role", "user").put("content", Json.text(RepairDocument.document(prompt)));
        request.putObject("response_format").put("type", "json_schema").putObject("json_schema")
                .put("name", task.name()).put("strict", true).set("schema", task.schema());
        return request.put("max_completion_tokens", task.maxOutputTokens()).put("temperature", 0);
    }

    private static Reply read(JsonNode json) throws CallFault {
        var choice = json.path("choices").path(0);
        var message = choice.path("message");
        if (!message.isObject()) {
            throw CallFault.garbled("an answer without choices[0].message", null);
        }
        var declined = message.path("refusal").isTextual() && !message.path("refusal").textValue().isEmpty();
        var ending = switch (choice.path("finish_reason").asText("stop")) {
            case "content_filter" -> Ending.DECLINED;
            case "length" -> declined ? Ending.DECLINED : Ending.CUT;
            default -> declined ? Ending.DECLINED : Ending.COMPLETE;
        };
        return new Reply(Optional.ofNullable(message.path("content").textValue()), ending, usage(json.path("usage")),
                Optional.ofNullable(json.path("crealia_notice").textValue()));
    }

    private static Optional<Amount> usage(JsonNode usage) {
        var input = usage.path("prompt_tokens");
        var output = usage.path("completion_tokens");
        return input.isIntegralNumber() && input.canConvertToLong() && output.isIntegralNumber()
                && output.canConvertToLong()
                        ? Optional.of(Amount.tokens(input.longValue(), output.longValue()))
                        : Optional.empty();
    }
}
