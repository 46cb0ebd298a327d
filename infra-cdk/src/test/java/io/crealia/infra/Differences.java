package io.crealia.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Every place in which two templates differ. CloudFormation's two ways to write one thing are one thing. */
final class Differences {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** @return {@code -path} for what is lost, {@code +path} for what is new, {@code !path} for what is another value */
    static List<String> between(JsonNode before, JsonNode after) {
        var differences = new Differences();
        differences.compare("", before, after);
        return differences.found;
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                child(path.isEmpty() ? name : path + "." + name, canonical(name, before.get(name)),
                        canonical(name, after.get(name)));
            }
        } else if (before.isArray() && after.isArray()) {
            for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
                child(path + "[" + i + "]", before.get(i), after.get(i));
            }
        } else if (!before.asText().equals(after.asText()) || before.isContainerNode() != after.isContainerNode()) {
            found.add("!" + path);
        }
    }

    private void child(String path, JsonNode before, JsonNode after) {
        if (after == null) {
            found.add("-" + path);
        } else if (before == null) {
            found.add("+" + path);
        } else {
            compare(path, before, after);
        }
    }

    /** {@code A.B} is {@code [A, B]} in Fn::GetAtt, {@code A} is {@code [A]} in DependsOn. */
    private static JsonNode canonical(String name, JsonNode value) {
        if (value == null || !value.isTextual()) {
            return value;
        }
        ArrayNode list = MAPPER.createArrayNode();
        switch (name) {
            case "Fn::GetAtt" -> List.of(value.asText().split("\\.", 2)).forEach(list::add);
            case "DependsOn" -> list.add(value);
            default -> {
                return value;
            }
        }
        return list;
    }

    static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
    }
}
