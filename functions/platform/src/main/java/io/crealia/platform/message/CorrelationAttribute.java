package io.crealia.platform.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The correlation id as an attribute of a message, so that whoever handles the message can log it without understanding
 * the body, and a person sees it beside a dead letter.
 */
final class CorrelationAttribute {
    private static final String NAME = "correlation_id";
    /** Wider than the ids that an API call may bring, and nothing that could be a text. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.:=;-]{1,80}");

    private CorrelationAttribute() {}

    /** @return empty where the body names none */
    static Map<String, MessageAttributeValue> of(String body) {
        return named(body).map(id -> Map.of(NAME, MessageAttributeValue.builder().dataType("String").stringValue(id)
                .build())).orElse(Map.of());
    }

    /** @param message a record of an SQS event */
    static Optional<String> read(JsonNode message) {
        return form(message.path("messageAttributes").path(NAME).path("stringValue"));
    }

    private static Optional<String> named(String body) {
        try {
            return form(Json.parse(body).path(NAME));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> form(JsonNode id) {
        return Optional.ofNullable(id.textValue()).filter(text -> FORM.matcher(text).matches());
    }
}
