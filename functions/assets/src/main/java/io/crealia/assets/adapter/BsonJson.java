package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * JSON as a sub-document and back. Not MongoDB's extended JSON: there {@code {"$date": …}} would turn into something else.
 */
final class BsonJson {
    private BsonJson() {}

    /** @throws IllegalArgumentException if a field's name could be read as an operator or a path */
    static Document document(JsonNode object) {
        var document = new Document();
        object.properties().forEach(entry -> {
            var name = entry.getKey();
            if (name.startsWith("$") || name.indexOf('.') >= 0 || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("field name " + name + ": expected no $, dot or NUL");
            }
            document.append(name, value(entry.getValue()));
        });
        return document;
    }

    static ObjectNode json(Document document) {
        var object = Json.object();
        document.forEach((name, value) -> object.set(name, node(value)));
        return object;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> document(node);
            case ARRAY -> {
                var list = new ArrayList<Object>();
                node.forEach(element -> list.add(value(element)));
                yield list;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NULL -> null;
            case NUMBER -> node.isIntegralNumber() && node.canConvertToLong()
                    ? (Object) node.longValue()
                    : (Object) node.doubleValue();
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        };
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case null -> JsonNodeFactory.instance.nullNode();
            case Document document -> json(document);
            case List<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(element -> array.add(node(element)));
                yield array;
            }
            case String text -> JsonNodeFactory.instance.textNode(text);
            case Boolean truth -> JsonNodeFactory.instance.booleanNode(truth);
            case Long number -> JsonNodeFactory.instance.numberNode(number.longValue());
            case Integer number -> JsonNodeFactory.instance.numberNode(number.intValue());
            case Double number -> JsonNodeFactory.instance.numberNode(number.doubleValue());
            default -> throw new IllegalStateException("not JSON: " + value.getClass());
        };
    }
}
