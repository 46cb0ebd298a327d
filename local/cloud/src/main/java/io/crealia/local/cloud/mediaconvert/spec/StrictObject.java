package io.crealia.local.cloud.mediaconvert.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object of which every member must be asked for: {@link #finish()} refuses members nobody read, by path. So a
 * setting that the local server does not know can never be skipped in silence.
 */
final class StrictObject {
    private final JsonNode node;
    private final String path;
    private final Set<String> read = new HashSet<>();

    private StrictObject(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new InvalidJobException(path.isEmpty() ? "/" : path, "expected an object");
        }
        this.node = node;
        this.path = path;
    }

    /** Reads an object with a parser and refuses what the parser did not ask for. */
    static <T> T read(JsonNode node, String path, Function<StrictObject, T> parser) {
        var object = new StrictObject(node, path);
        T value = parser.apply(object);
        object.finish();
        return value;
    }

    String path(String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    String path() {
        return path;
    }

    InvalidJobException refuse(String name, String problem) {
        return new InvalidJobException(path(name), problem);
    }

    boolean has(String name) {
        return !member(name).isMissingNode();
    }

    private JsonNode member(String name) {
        JsonNode value = node.path(name);
        return value.isNull() ? node.path("\u0000 missing") : value;
    }

    private JsonNode take(String name) {
        read.add(name);
        return member(name);
    }

    <T> Optional<T> object(String name, Function<StrictObject, T> parser) {
        JsonNode value = take(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(read(value, path(name), parser));
    }

    <T> T required(String name, Function<StrictObject, T> parser) {
        return object(name, parser).orElseThrow(() -> refuse(name, "is required"));
    }

    <T> List<T> list(String name, Function<StrictObject, T> parser) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw refuse(name, "expected an array");
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < value.size(); i++) {
            items.add(read(value.get(i), path(name) + "/" + i, parser));
        }
        return items;
    }

    <T> Map<String, T> map(String name, Function<StrictObject, T> parser) {
        JsonNode value = take(name);
        var items = new LinkedHashMap<String, T>();
        if (!value.isMissingNode()) {
            if (!value.isObject()) {
                throw refuse(name, "expected an object");
            }
            value.properties()
                    .forEach(entry -> items.put(entry.getKey(),
                            read(entry.getValue(), path(name) + "/" + entry.getKey(), parser)));
        }
        return items;
    }

    Map<String, String> texts(String name) {
        JsonNode value = take(name);
        var items = new LinkedHashMap<String, String>();
        if (!value.isMissingNode()) {
            if (!value.isObject()) {
                throw refuse(name, "expected an object");
            }
            value.properties().forEach(entry -> {
                if (!entry.getValue().isTextual()) {
                    throw new InvalidJobException(path(name) + "/" + entry.getKey(), "expected a string");
                }
                items.put(entry.getKey(), entry.getValue().textValue());
            });
        }
        return items;
    }

    Optional<String> text(String name) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw refuse(name, "expected a string");
        }
        return Optional.of(value.textValue());
    }

    String requiredText(String name) {
        return text(name).filter(value -> !value.isEmpty()).orElseThrow(() -> refuse(name, "is required"));
    }

    OptionalInt integer(String name, int min, int max) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw refuse(name, "expected a whole number from " + min + " to " + max + ", got " + value);
        }
        return OptionalInt.of(value.intValue());
    }

    List<Integer> integers(String name, int min, int max) {
        JsonNode value = take(name);
        var items = new ArrayList<Integer>();
        if (value.isMissingNode()) {
            return items;
        }
        for (JsonNode item : value) {
            if (!item.canConvertToInt() || item.intValue() < min || item.intValue() > max) {
                throw refuse(name, "expected whole numbers from " + min + " to " + max + ", got " + value);
            }
            items.add(item.intValue());
        }
        return items;
    }

    int requiredInteger(String name, int min, int max) {
        return integer(name, min, max).orElseThrow(() -> refuse(name, "is required"));
    }

    OptionalDouble decimal(String name, double min, double max) {
        JsonNode value = take(name);
        if (value.isMissingNode()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            throw refuse(name, "expected a number from " + min + " to " + max + ", got " + value);
        }
        return OptionalDouble.of(value.doubleValue());
    }

    /** A word from a fixed set. The first of the words that are supported is the default. */
    String oneOf(String name, String fallback, String... supported) {
        String value = text(name).orElse(fallback);
        if (value.equals(fallback)) {
            return value;
        }
        for (String candidate : supported) {
            if (candidate.equals(value)) {
                return value;
            }
        }
        throw refuse(name, "\"" + value + "\" is not supported by the local MediaConvert, supported: "
                + String.join(", ", join(fallback, supported)));
    }

    /** As {@link #oneOf}, but the setting must be there. */
    String requiredOneOf(String name, String... supported) {
        requiredText(name);
        return oneOf(name, supported[0], supported);
    }

    private static List<String> join(String first, String... rest) {
        var all = new ArrayList<String>();
        all.add(first);
        for (String word : rest) {
            if (!word.equals(first)) {
                all.add(word);
            }
        }
        return all;
    }

    private void finish() {
        for (var names = node.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!read.contains(name) && !node.path(name).isNull()) {
                throw refuse(name, "is not supported by the local MediaConvert");
            }
        }
    }
}
