package io.crealia.simulation.cloud;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/** MongoDB's update operators, as many of them as are used. */
final class BsonUpdate {
    private BsonUpdate() {}

    /** @param document is changed */
    static void apply(Document document, BsonDocument update) {
        update.forEach((operator, fields) -> fields.asDocument().forEach((name, value) -> {
            if (name.indexOf('.') >= 0) {
                throw new IllegalArgumentException("the simulated document store updates no inner field " + name);
            }
            switch (operator) {
                case "$set" -> document.put(name, Bson2Java.of(value));
                case "$unset" -> document.remove(name);
                case "$inc" -> document.put(name, sum(document.get(name), (Number) Bson2Java.of(value)));
                case "$push" -> list(document, name).add(Bson2Java.of(value));
                case "$pull" -> list(document, name).removeIf(item -> pulled(item, value));
                default -> throw new IllegalArgumentException("the simulated document store does not know " + operator);
            }
        }));
    }

    private static Object sum(Object before, Number more) {
        return switch (before) {
            case null -> more;
            case Long number -> number + more.longValue();
            case Integer number when more instanceof Integer -> number + more.intValue();
            case Integer number -> number + more.longValue();
            default -> throw new IllegalArgumentException("cannot add to " + before);
        };
    }

    // Items that are documents are matched by a query; an item is not looked at as an array's part would be.
    private static boolean pulled(Object item, BsonValue condition) {
        return condition.isDocument() && item instanceof Document document
                ? BsonFilter.matches(document, condition.asDocument())
                : Bson2Java.same(item, Bson2Java.of(condition));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Document document, String name) {
        return (List<Object>) document.computeIfAbsent(name, _ -> new ArrayList<>());
    }
}
