package io.crealia.local.lambda.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CloudFormation's functions, evaluated. The result holds maps, lists and scalars only; a key whose value is
 * {@code AWS::NoValue} is gone.
 */
final class Expressions {

    private static final Object NO_VALUE = new Object();
    private static final int MAX_DEPTH = 40;

    private final String file;
    private final Map<String, Object> conditions;
    private final References references;

    Expressions(String file, Map<String, Object> template, Resources resources, Resolver resolver) {
        this.file = file;
        this.conditions = Resources.map(template.getOrDefault("Conditions", Map.of()), file, "Conditions");
        var parameters = Resources.map(template.getOrDefault("Parameters", Map.of()), file, "Parameters");
        this.references = new References(file, parameters, resources, resolver, this);
    }

    /** Empty when the value is {@code AWS::NoValue}. */
    Optional<Object> evaluate(Object value, String where) {
        var evaluated = evaluate(value, where, 0);
        return evaluated == NO_VALUE ? Optional.empty() : Optional.of(evaluated);
    }

    boolean holds(String condition, String where) {
        if (!conditions.containsKey(condition)) {
            throw new TemplateException(file, where, "there is no condition " + condition);
        }
        return truth(evaluate(conditions.get(condition), "Conditions." + condition, 0), where);
    }

    Object evaluate(Object value, String where, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TemplateException(file, where, "refers to itself");
        }
        return switch (value) {
            case Intrinsic intrinsic -> call(intrinsic, where, depth + 1);
            case Map<?, ?> map -> {
                var result = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> put(result, (String) key,
                        evaluate(item, where + "." + key, depth + 1)));
                yield result;
            }
            case List<?> list -> {
                var result = new ArrayList<Object>();
                for (var item : list) {
                    var evaluated = evaluate(item, where + "[" + result.size() + "]", depth + 1);
                    if (evaluated != NO_VALUE) {
                        result.add(evaluated);
                    }
                }
                yield result;
            }
            default -> value;
        };
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        if (value != NO_VALUE) {
            map.put(key, value);
        }
    }

    private Object call(Intrinsic intrinsic, String where, int depth) {
        var argument = intrinsic.argument();
        return switch (intrinsic.function()) {
            case "Ref" ->
                argument.equals("AWS::NoValue") ? NO_VALUE : references.ref(text(argument, where), where, depth);
            case "GetAtt" -> {
                var parts = list(argument, 2, intrinsic, where, depth);
                yield references.attribute(text(parts.get(0), where), text(parts.get(1), where), where, depth);
            }
            case "Sub" -> sub(argument, where, depth);
            case "Join" -> {
                var parts = list(argument, 2, intrinsic, where, depth);
                yield items(parts.get(1), where).stream().map(item -> text(item, where))
                        .collect(Collectors.joining(text(parts.get(0), where)));
            }
            case "Select" -> {
                var parts = list(argument, 2, intrinsic, where, depth);
                yield items(parts.get(1), where).get(Integer.parseInt(text(parts.get(0), where)));
            }
            case "Split" -> {
                var parts = list(argument, 2, intrinsic, where, depth);
                yield List.of(
                        text(parts.get(1), where).split(java.util.regex.Pattern.quote(text(parts.get(0), where)), -1));
            }
            case "If" -> {
                // Only the chosen branch is evaluated: the other may name what is not there.
                var parts = items(argument, where);
                require(parts.size() == 3, where, "!If expects [condition, then, else]");
                yield evaluate(holds(text(parts.get(0), where), where) ? parts.get(1) : parts.get(2), where, depth);
            }
            case "Condition" -> holds(text(argument, where), where);
            case "Equals" -> {
                var parts = list(argument, 2, intrinsic, where, depth);
                yield Objects.equals(text(parts.get(0), where), text(parts.get(1), where));
            }
            case "Not" -> !truth(list(argument, 1, intrinsic, where, depth).get(0), where);
            case "And" -> items(evaluate(argument, where, depth), where).stream().allMatch(item -> truth(item, where));
            case "Or" -> items(evaluate(argument, where, depth), where).stream().anyMatch(item -> truth(item, where));
            default -> throw new TemplateException(file, where,
                    "!" + intrinsic.function() + " is not known to the local edition");
        };
    }

    private String sub(Object argument, String where, int depth) {
        var variables = Map.<String, Object>of();
        var template = argument;
        if (argument instanceof List<?> list) {
            require(list.size() == 2, where, "!Sub expects text, or [text, variables]");
            template = list.get(0);
            variables = Resources.map(list.get(1), file, where);
        }
        var text = text(template, where);
        var result = new StringBuilder();
        var position = 0;
        for (var start = text.indexOf("${"); start >= 0; start = text.indexOf("${", position)) {
            var end = text.indexOf('}', start);
            require(end > 0, where, "!Sub has ${ without }");
            result.append(text, position, start);
            var name = text.substring(start + 2, end).trim();
            if (name.startsWith("!")) {
                result.append("${").append(name, 1, name.length()).append('}');
            } else if (variables.containsKey(name)) {
                result.append(text(evaluate(variables.get(name), where, depth), where));
            } else {
                result.append(text(references.named(name, where, depth), where));
            }
            position = end + 1;
        }
        return result.append(text, position, text.length()).toString();
    }

    private List<Object> list(Object argument, int size, Intrinsic intrinsic, String where, int depth) {
        var items = items(evaluate(argument, where, depth), where);
        require(items.size() == size, where, intrinsic + " expects " + size + " values");
        return items;
    }

    private List<Object> items(Object value, String where) {
        require(value instanceof List<?>, where, "expected a list, found " + value);
        return List.copyOf((List<?>) value);
    }

    private boolean truth(Object value, String where) {
        require(value instanceof Boolean, where, "expected a condition, found " + value);
        return (Boolean) value;
    }

    private String text(Object value, String where) {
        require(value instanceof String || value instanceof Number || value instanceof Boolean, where,
                "expected text, found " + value);
        return value.toString();
    }

    private void require(boolean condition, String where, String problem) {
        if (!condition) {
            throw new TemplateException(file, where, problem);
        }
    }
}
