package io.crealia.simulation.cloud;

import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.Document;

/** MongoDB's query language, as much of it as is used: anything else is refused, not passed over. */
final class BsonFilter {
    private BsonFilter() {}

    static boolean matches(Document document, BsonDocument filter) {
        for (var entry : filter.entrySet()) {
            var matches = switch (entry.getKey()) {
                case "$and" -> entry.getValue().asArray().stream().allMatch(f -> matches(document, f.asDocument()));
                case "$or" -> entry.getValue().asArray().stream().anyMatch(f -> matches(document, f.asDocument()));
                default -> field(document, entry.getKey(), entry.getValue());
            };
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static boolean field(Document document, String path, BsonValue condition) {
        if (condition.isDocument() && !condition.asDocument().isEmpty()
                && condition.asDocument().getFirstKey().startsWith("$")) {
            return condition.asDocument().entrySet().stream()
                    .allMatch(each -> operator(document, path, each.getKey(), each.getValue()));
        }
        if (condition.getBsonType() == BsonType.REGULAR_EXPRESSION) {
            var pattern = Pattern.compile(condition.asRegularExpression().getPattern());
            return any(document, path, value -> value instanceof String text && pattern.matcher(text).find());
        }
        var wanted = Bson2Java.of(condition);
        return any(document, path, value -> Bson2Java.same(value, wanted));
    }

    private static boolean operator(Document document, String path, String operator, BsonValue value) {
        return switch (operator) {
            case "$eq" -> field(document, path, value);
            case "$ne" -> !field(document, path, value);
            case "$gt" -> any(document, path, each -> compares(each, value, 1, false));
            case "$gte" -> any(document, path, each -> compares(each, value, 1, true));
            case "$lt" -> any(document, path, each -> compares(each, value, -1, false));
            case "$lte" -> any(document, path, each -> compares(each, value, -1, true));
            case "$in" -> value.asArray().stream().anyMatch(each -> field(document, path, each));
            case "$nin" -> value.asArray().stream().noneMatch(each -> field(document, path, each));
            case "$exists" -> present(document, path) == value.asBoolean().getValue();
            case "$regex" -> {
                var pattern = Pattern.compile(value.asString().getValue());
                yield any(document, path, each -> each instanceof String text && pattern.matcher(text).find());
            }
            case "$size" -> lookup(document, path) instanceof List<?> list
                    && list.size() == value.asNumber().intValue();
            case "$type" -> any(document, path,
                    each -> each instanceof String && value.isString() && value.asString().getValue().equals("string"));
            default -> throw new IllegalArgumentException("the simulated document store does not know " + operator);
        };
    }

    private static boolean compares(Object value, BsonValue bound, int sign, boolean orEqual) {
        int order;
        if (value instanceof Date date && bound.isDateTime()) {
            order = Long.compare(date.getTime(), bound.asDateTime().getValue());
        } else if (value instanceof Number number && bound.isNumber()) {
            order = Bson2Java.compare(number, (Number) Bson2Java.of(bound));
        } else if (value instanceof String text && bound.isString()) {
            order = text.compareTo(bound.asString().getValue());
        } else {
            // Values of other types are in no range of this one's.
            return false;
        }
        return order == 0 ? orEqual : Integer.signum(order) == sign;
    }

    @FunctionalInterface
    private interface Test {
        boolean on(Object value);
    }

    // A condition on an array holds if it holds for the array or for one of its items; a missing field is null.
    private static boolean any(Object node, String path, Test test) {
        var dot = path.indexOf('.');
        var name = dot < 0 ? path : path.substring(0, dot);
        var value = step(node, name);
        if (dot < 0) {
            return test.on(value) || value instanceof List<?> list && list.stream().anyMatch(test::on);
        }
        var rest = path.substring(dot + 1);
        if (value instanceof List<?> list && !Character.isDigit(rest.charAt(0))) {
            return list.stream().anyMatch(item -> any(item, rest, test));
        }
        return value == null ? test.on(null) : any(value, rest, test);
    }

    private static Object step(Object node, String name) {
        return switch (node) {
            case Document document -> document.get(name);
            case List<?> list when Character.isDigit(name.charAt(0)) -> {
                var index = Integer.parseInt(name);
                yield index < list.size() ? list.get(index) : null;
            }
            case null, default -> null;
        };
    }

    static Object lookup(Object node, String path) {
        Object at = node;
        for (var name : path.split("\\.")) {
            at = step(at, name);
        }
        return at;
    }

    private static boolean present(Document document, String path) {
        var dot = path.lastIndexOf('.');
        var parent = dot < 0 ? document : lookup(document, path.substring(0, dot));
        var name = path.substring(dot + 1);
        return switch (parent) {
            case Document inner -> inner.containsKey(name);
            case List<?> list -> Integer.parseInt(name) < list.size();
            case null, default -> false;
        };
    }
}
