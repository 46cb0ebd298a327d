package io.crealia.simulation.cloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.Binary;

/** Values as the driver gives them back: nothing that is stored is shared with who stored or reads it. */
final class Bson2Java {
    private Bson2Java() {}

    static Document copy(Document document) {
        var copy = new Document();
        document.forEach((name, value) -> copy.put(name, copyValue(value)));
        return copy;
    }

    /** @throws IllegalArgumentException for a type that no document of ours has, which the real driver may write otherwise */
    static Object copyValue(Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            case Boolean flag -> flag;
            case Date date -> new Date(date.getTime());
            case Binary binary -> new Binary(binary.getType(), binary.getData().clone());
            case Document document -> copy(document);
            case List<?> list -> {
                var copy = new ArrayList<Object>(list.size());
                list.forEach(item -> copy.add(copyValue(item)));
                yield copy;
            }
            default -> throw new IllegalArgumentException("a document with a " + value.getClass().getName());
        };
    }

    static Object of(BsonValue value) {
        return switch (value.getBsonType()) {
            case NULL -> null;
            case STRING -> value.asString().getValue();
            case INT32 -> value.asInt32().getValue();
            case INT64 -> value.asInt64().getValue();
            case DOUBLE -> value.asDouble().getValue();
            case BOOLEAN -> value.asBoolean().getValue();
            case DATE_TIME -> new Date(value.asDateTime().getValue());
            case BINARY -> new Binary(value.asBinary().getType(), value.asBinary().getData());
            case ARRAY -> new ArrayList<>(value.asArray().stream().map(Bson2Java::of).toList());
            case DOCUMENT -> {
                var document = new Document();
                value.asDocument().forEach((name, field) -> document.put(name, of(field)));
                yield document;
            }
            default -> throw new IllegalArgumentException("a value of type " + value.getBsonType());
        };
    }

    static boolean same(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return compare(a, b) == 0;
        }
        if (one instanceof Binary a && other instanceof Binary b) {
            return Arrays.equals(a.getData(), b.getData());
        }
        return one == null ? other == null : one.equals(other);
    }

    static int compare(Number one, Number other) {
        return one instanceof Double || other instanceof Double
                ? Double.compare(one.doubleValue(), other.doubleValue())
                : Long.compare(one.longValue(), other.longValue());
    }
}
