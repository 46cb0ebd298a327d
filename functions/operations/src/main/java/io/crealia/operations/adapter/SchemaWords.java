package io.crealia.operations.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Says in a few words what a schema takes. */
final class SchemaWords {
    private SchemaWords() {}

    static String of(JsonNode schema) {
        if (schema.has("$ref")) {
            return name(schema);
        }
        if (schema.has("const")) {
            return "“" + schema.path("const").asText() + "”";
        }
        if (schema.has("enum")) {
            var values = new ArrayList<String>();
            schema.path("enum").forEach(value -> values.add(value.asText()));
            return "one of " + String.join(", ", values);
        }
        if (schema.has("oneOf")) {
            var kinds = new ArrayList<String>();
            schema.path("oneOf").forEach(kind -> kinds.add(of(kind)));
            return String.join(", or ", kinds);
        }
        return switch (type(schema)) {
            case "array" -> "list of " + of(schema.path("items"));
            case "object" -> object(schema);
            default -> plain(schema);
        };
    }

    /** The last part of a reference. */
    static String name(JsonNode schema) {
        var ref = schema.path("$ref").asText();
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static String object(JsonNode schema) {
        if (schema.path("additionalProperties").isObject()) {
            return "map of " + of(schema.path("additionalProperties"));
        }
        var names = new ArrayList<String>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "object" : "{" + String.join(", ", names) + "}";
    }

    private static String plain(JsonNode schema) {
        var words = new ArrayList<>(List.of(type(schema)));
        schema.path("type").forEach(type -> {
            if (type.asText().equals("null")) {
                words.add("or null");
            }
        });
        for (var limit : List.of("format", "minimum", "maximum", "minLength", "maxLength", "pattern")) {
            if (schema.has(limit)) {
                words.add(limit + " " + schema.path(limit).asText());
            }
        }
        return String.join(", ", words);
    }

    private static String type(JsonNode schema) {
        return schema.path("type").isArray() ? schema.path("type").path(0).asText() : schema.path("type").asText("any");
    }
}
