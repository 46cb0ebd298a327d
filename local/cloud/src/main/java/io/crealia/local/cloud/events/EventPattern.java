package io.crealia.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * EventBridge's event patterns: an object names fields; a list holds alternatives, each a literal or one of
 * {@code {"prefix":"x"}}, {@code {"exists":true}}, {@code {"anything-but":["x"]}}. Any other operator is refused when the
 * pattern is made, so that a rule never matches less or more than it says.
 */
final class EventPattern {

    private static final Set<String> OPERATORS = Set.of("prefix", "exists", "anything-but");

    private final JsonNode pattern;

    EventPattern(JsonNode pattern) {
        if (pattern == null || !pattern.isObject() || pattern.isEmpty()) {
            throw new IllegalArgumentException(
                    "eventPattern must be an object with at least one field, was " + pattern);
        }
        check("", pattern);
        this.pattern = pattern;
    }

    boolean matches(JsonNode event) {
        return matchesFields(pattern, event);
    }

    private static boolean matchesFields(JsonNode fields, JsonNode event) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            JsonNode wanted = field.getValue();
            JsonNode actual = event.path(field.getKey());
            boolean matches = wanted.isObject() ? matchesFields(wanted, actual) : matchesOne(wanted, actual);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    /** A list in the event matches when one of its elements does. */
    private static boolean matchesOne(JsonNode alternatives, JsonNode actual) {
        for (JsonNode alternative : alternatives) {
            if (alternative.isObject() && alternative.has("exists")) {
                // Of leaves only, as EventBridge documents it: an object is not a value.
                if (alternative.get("exists").booleanValue() == (actual.isValueNode() || actual.isArray())) {
                    return true;
                }
            } else if (actual.isArray()) {
                for (JsonNode element : actual) {
                    if (matchesValue(alternative, element)) {
                        return true;
                    }
                }
            } else if (actual.isValueNode() && matchesValue(alternative, actual)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesValue(JsonNode alternative, JsonNode value) {
        if (alternative.has("prefix")) {
            return value.isTextual() && value.textValue().startsWith(alternative.get("prefix").textValue());
        }
        if (alternative.has("anything-but")) {
            JsonNode excluded = alternative.get("anything-but");
            return excluded.isArray()
                    ? excluded.valueStream().noneMatch(one -> same(one, value))
                    : !same(excluded, value);
        }
        return same(alternative, value);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static void check(String path, JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = path + "/" + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                check(name, value);
            } else if (value.isArray() && !value.isEmpty()) {
                value.forEach(alternative -> checkAlternative(name, alternative));
            } else {
                throw new IllegalArgumentException(
                        "eventPattern" + name + " must be a non-empty object or list, was " + value);
            }
        }
    }

    private static void checkAlternative(String name, JsonNode alternative) {
        if (alternative.isArray()) {
            throw new IllegalArgumentException("eventPattern" + name + " must not hold a list inside a list");
        }
        if (!alternative.isObject()) {
            return;
        }
        String operator = alternative.size() == 1 ? alternative.fieldNames().next() : "";
        if (!OPERATORS.contains(operator)) {
            throw new IllegalArgumentException("eventPattern" + name + " has the unsupported operator " + alternative
                    + ": use one of " + OPERATORS);
        }
        JsonNode operand = alternative.get(operator);
        boolean valid = switch (operator) {
            case "prefix" -> operand.isTextual();
            case "exists" -> operand.isBoolean();
            default -> operand.isArray()
                    ? !operand.isEmpty() && operand.valueStream().allMatch(JsonNode::isValueNode)
                    : operand.isValueNode();
        };
        if (!valid) {
            throw new IllegalArgumentException("eventPattern" + name + " has a wrong operand: " + alternative);
        }
    }
}
