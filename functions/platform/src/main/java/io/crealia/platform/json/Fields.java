package io.crealia.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the fields of one JSON object and collects every fault, so that a caller hears of all of them at once. Read the
 * fields, then call {@link #check()}: it also refuses fields that nobody read. Values read before are meaningful only if
 * it returns.
 */
public final class Fields {
    /** A body of a megabyte has room for a hundred thousand faults, whose answer nobody could send. */
    private static final int MOST_FAULTS = 50;
    private static final int MOST_OF_A_NAME = 100;

    private final JsonNode object;
    private final String pointer;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();
    private final List<Fields> children = new ArrayList<>();

    private Fields(JsonNode object, String pointer, List<Violation> violations) {
        this.object = object;
        this.pointer = pointer;
        this.violations = violations;
        if (!object.isObject()) {
            violate(pointer, "type", "an object");
        }
    }

    /** @throws Problem with {@code request.invalid} at {@link #check()}, if {@code body} is not an object */
    public static Fields of(JsonNode body) {
        return new Fields(body, "", new ArrayList<>());
    }

    /** Text of {@code min} to {@code max} UTF-16 units, well-formed and without control characters. */
    public String text(String name, int min, int max) {
        return optionalText(name, min, max)
                .orElseGet(() -> required(name, "text of " + min + " to " + max + " characters", ""));
    }

    public Optional<String> optionalText(String name, int min, int max) {
        var expected = "text of " + min + " to " + max + " characters without control characters";
        return read(name, expected, node -> node.isTextual() ? node.textValue() : null).filter(value -> {
            var right = value.length() >= min && value.length() <= max
                    && value.chars().noneMatch(Character::isISOControl) && wellFormed(value);
            return right || violate(at(name), "format", expected);
        });
    }

    /** Text of several lines: as {@link #optionalText}, but with line breaks and tabs, well-formed and not blank. */
    public Optional<String> optionalLines(String name, int min, int max) {
        var expected = "text of " + min + " to " + max + " characters, line breaks allowed, not blank";
        return read(name, expected, node -> node.isTextual() ? node.textValue() : null).filter(value -> {
            var right = value.length() >= min && value.length() <= max && !value.isBlank()
                    && value.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                    && wellFormed(value);
            return right || violate(at(name), "format", expected);
        });
    }

    /** Text that matches {@code form} as a whole; {@code expected} says so in words. */
    public String matching(String name, Pattern form, String expected) {
        return optionalMatching(name, form, expected).orElseGet(() -> required(name, expected, ""));
    }

    public Optional<String> optionalMatching(String name, Pattern form, String expected) {
        return read(name, expected, node -> node.isTextual() ? node.textValue() : null)
                .filter(value -> form.matcher(value).matches() || violate(at(name), "format", expected));
    }

    /** A whole number within {@code min} and {@code max}, both inclusive. */
    public long number(String name, long min, long max) {
        return optionalNumber(name, min, max).orElseGet(() -> required(name, range(min, max), min));
    }

    public Optional<Long> optionalNumber(String name, long min, long max) {
        return read(name, range(min, max),
                node -> node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null)
                .filter(value -> value >= min && value <= max || violate(at(name), "range", range(min, max)));
    }

    public Optional<Boolean> optionalFlag(String name) {
        return read(name, "true or false", node -> node.isBoolean() ? node.booleanValue() : null);
    }

    /** A list of {@code min} to {@code max} different texts, each of which {@code form} permits. */
    public Optional<List<String>> optionalTexts(String name, int min, int max, Predicate<String> form,
            String expected) {
        return read(name, expected, node -> node.isArray() ? node : null).flatMap(list -> {
            var texts = new ArrayList<String>();
            list.forEach(node -> texts.add(node.isTextual() ? node.textValue() : null));
            var right = texts.size() >= min && texts.size() <= max && texts.stream().distinct().count() == texts.size()
                    && texts.stream().allMatch(text -> text != null && form.test(text));
            return right || violate(at(name), "format", expected) ? Optional.of(texts) : Optional.empty();
        });
    }

    /** A list of {@code min} to {@code max} objects, each read by {@code reader}. */
    public <T> List<T> objects(String name, int min, int max, Function<Fields, T> reader) {
        return optionalObjects(name, min, max, reader).orElseGet(() -> required(name, list(min, max), List.of()));
    }

    public <T> Optional<List<T>> optionalObjects(String name, int min, int max, Function<Fields, T> reader) {
        return read(name, list(min, max), node -> node.isArray() ? node : null)
                .filter(list -> list.size() >= min && list.size() <= max || violate(at(name), "range", list(min, max)))
                .map(list -> {
                    var values = new ArrayList<T>();
                    for (int i = 0; i < list.size(); i++) {
                        var child = new Fields(list.get(i), at(name) + "/" + i, violations);
                        children.add(child);
                        values.add(reader.apply(child));
                    }
                    return values;
                });
    }

    /** Adds a fault that concerns a field, found by the caller's own rule. */
    public void fault(String name, String code, String expected) {
        violate(at(name), code, expected);
    }

    /** @throws Problem with {@code request.invalid} and the faults found, at most {@value #MOST_FAULTS}, if there is one */
    public void check() {
        refuseUnknown();
        if (!violations.isEmpty()) {
            throw new Problem(ErrorCode.INVALID, violations.size() + " of the request's fields are not as expected.",
                    violations.subList(0, Math.min(MOST_FAULTS, violations.size())));
        }
    }

    private void refuseUnknown() {
        if (object.isObject()) {
            object.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    violate(at(cut(name)), "unknown", "one of " + known.stream().sorted().toList());
                }
            });
        }
        children.forEach(Fields::refuseUnknown);
    }

    private <T> Optional<T> read(String name, String expected, Function<JsonNode, T> reader) {
        known.add(name);
        var node = object.get(name);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        var value = reader.apply(node);
        if (value == null) {
            violate(at(name), "type", expected);
        }
        return Optional.ofNullable(value);
    }

    private <T> T required(String name, String expected, T standIn) {
        var at = at(name);
        if (violations.stream().noneMatch(violation -> violation.pointer().equals(at))) {
            violate(at, "required", expected);
        }
        return standIn;
    }

    private boolean violate(String at, String code, String expected) {
        violations.add(new Violation(at, code, expected));
        return false;
    }

    // JSON can spell halves of a character, which no store keeps as they are.
    private static boolean wellFormed(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    // A stranger's name comes back to him, but not all of it.
    private static String cut(String name) {
        return name.length() > MOST_OF_A_NAME ? name.substring(0, MOST_OF_A_NAME) : name;
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String list(int min, int max) {
        return "a list of " + min + " to " + max + " objects";
    }

    private static String range(long min, long max) {
        return "a whole number from " + min + " to " + max;
    }
}
