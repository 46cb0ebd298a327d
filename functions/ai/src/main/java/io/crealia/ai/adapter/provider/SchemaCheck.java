package io.crealia.ai.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Checks a value by the part of JSON Schema that our tasks use. Stricter than the standard in one way: an object may hold
 * what {@code properties} lists, and nothing else. A keyword that is not known here is our own mistake.
 */
final class SchemaCheck {
    private static final Set<String> KNOWN = Set.of("type", "properties", "required", "additionalProperties", "items",
            "minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum", "enum", "description", "title");
    private static final int MOST_FAULTS = 50;

    private final List<String> faults = new ArrayList<>();

    private SchemaCheck() {}

    static List<String> faults(JsonNode schema, JsonNode value) {
        var check = new SchemaCheck();
        check.visit(schema, value, "");
        return check.faults;
    }

    private void visit(JsonNode schema, JsonNode value, String pointer) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KNOWN.contains(keyword)) {
                throw new IllegalArgumentException("the keyword " + keyword + " of JSON Schema is not supported");
            }
        });
        if (!matches(schema.path("type"), value)) {
            fault(pointer, "expected " + schema.path("type"));
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            fault(pointer, "expected one of " + schema.get("enum"));
        }
        switch (value.getNodeType()) {
            case OBJECT -> object(schema, value, pointer);
            case ARRAY -> array(schema, value, pointer);
            case STRING -> range(schema, "Length", value.textValue().codePointCount(0, value.textValue().length()),
                    pointer, "characters");
            case NUMBER -> number(schema, value, pointer);
            default -> {
            }
        }
    }

    private void object(JsonNode schema, JsonNode value, String pointer) {
        var properties = schema.path("properties");
        schema.path("required").forEach(name -> {
            if (!value.has(name.textValue())) {
                fault(pointer + "/" + name.textValue(), "expected a value");
            }
        });
        value.properties().forEach(member -> {
            if (properties.has(member.getKey())) {
                visit(properties.get(member.getKey()), member.getValue(), pointer + "/" + member.getKey());
            } else {
                // The name is the model's own, so it is not repeated.
                fault(pointer, "expected no other members than " + names(properties));
            }
        });
    }

    private void array(JsonNode schema, JsonNode value, String pointer) {
        range(schema, "Items", value.size(), pointer, "items");
        for (int i = 0; schema.has("items") && i < value.size() && faults.size() < MOST_FAULTS; i++) {
            visit(schema.get("items"), value.get(i), pointer + "/" + i);
        }
    }

    private void range(JsonNode schema, String of, int size, String pointer, String unit) {
        if (size < schema.path("min" + of).asInt(0) || size > schema.path("max" + of).asInt(Integer.MAX_VALUE)) {
            fault(pointer, "expected " + schema.path("min" + of).asInt(0) + " to "
                    + schema.path("max" + of).asInt(Integer.MAX_VALUE) + " " + unit);
        }
    }

    private void number(JsonNode schema, JsonNode value, String pointer) {
        BigDecimal number = value.decimalValue();
        if (schema.has("minimum") && number.compareTo(schema.get("minimum").decimalValue()) < 0) {
            fault(pointer, "expected at least " + schema.get("minimum"));
        }
        if (schema.has("maximum") && number.compareTo(schema.get("maximum").decimalValue()) > 0) {
            fault(pointer, "expected at most " + schema.get("maximum"));
        }
    }

    private static boolean matches(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false).anyMatch(one -> matches(one, value));
        }
        return type.isMissingNode() || switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("the type " + type + " of JSON Schema is not supported");
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
    }

    private static String names(JsonNode properties) {
        var names = new ArrayList<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private void fault(String pointer, String expected) {
        var fault = (pointer.isEmpty() ? "/" : pointer) + ": " + expected;
        if (faults.size() < MOST_FAULTS && !faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
