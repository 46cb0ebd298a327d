package io.crealia.local.lambda.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map of the template, read by name and type; every complaint says where. Values are evaluated when they are read. */
final class Section {

    private final String file;
    private final String path;
    private final Map<String, Object> values;
    private final Expressions expressions;

    Section(String file, String path, Map<String, Object> values, Expressions expressions) {
        this.file = file;
        this.path = path;
        this.values = values;
        this.expressions = expressions;
    }

    /** Refuses a key that is not in {@code known}: most often a spelling mistake that AWS would refuse too. */
    Section only(Set<String> known) {
        for (var key : values.keySet()) {
            if (!known.contains(key)) {
                throw error(key, "is not a property that is known here; known are " + known.stream().sorted().toList());
            }
        }
        return this;
    }

    TemplateException error(String key, String problem) {
        return new TemplateException(file, path + "." + key, problem);
    }

    Set<String> keys() {
        return values.keySet();
    }

    Optional<Object> value(String key) {
        return values.containsKey(key) ? expressions.evaluate(values.get(key), path + "." + key) : Optional.empty();
    }

    Optional<String> optionalText(String key) {
        return value(key).map(found -> {
            if (found instanceof Map || found instanceof List) {
                throw error(key, "expected text, found " + found);
            }
            return found.toString();
        });
    }

    String text(String key) {
        return optionalText(key).filter(found -> !found.isBlank()).orElseThrow(() -> error(key, "is missing"));
    }

    /** A whole number in {@code min..max}. */
    Optional<Integer> optionalNumber(String key, int min, int max) {
        return optionalText(key).map(text -> {
            try {
                var number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Reported below, together with the range.
            }
            throw error(key, "expected a whole number from " + min + " to " + max + ", found " + text);
        });
    }

    int number(String key, int min, int max) {
        return optionalNumber(key, min, max).orElseThrow(() -> error(key, "is missing"));
    }

    boolean flag(String key, boolean otherwise) {
        return value(key).map(found -> {
            if (found instanceof Boolean flag) {
                return flag;
            }
            throw error(key, "expected true or false, found " + found);
        }).orElse(otherwise);
    }

    List<String> texts(String key) {
        return switch (value(key).orElse(List.of())) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object single -> List.of(single.toString());
        };
    }

    Optional<Section> optionalSection(String key) {
        var raw = values.get(key);
        if (raw == null) {
            return Optional.empty();
        }
        return raw instanceof Intrinsic
                ? value(key).map(evaluated -> section(key, evaluated))
                : Optional.of(section(key, raw));
    }

    Section section(String key) {
        return optionalSection(key).orElseThrow(() -> error(key, "is missing"));
    }

    List<Section> sections(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list -> {
                var sections = new LinkedHashMap<String, Section>();
                list.forEach(item -> sections.put("" + sections.size(),
                        section(key + "[" + sections.size() + "]", item)));
                yield List.copyOf(sections.values());
            }
            case Object other -> throw error(key, "expected a list, found " + other);
        };
    }

    private Section section(String key, Object raw) {
        var below = path + "." + key;
        return new Section(file, below, Resources.map(raw, file, below), expressions);
    }
}
