package io.crealia.transcoding.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.crealia.platform.json.Json;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Writes an SDK model object as the JSON that goes over the wire. */
public final class SdkJson {
    private SdkJson() {}

    public static JsonNode of(Object value) {
        return switch (value) {
            case SdkPojo pojo -> object(pojo);
            case List<?> list -> array(list);
            case Map<?, ?> map -> {
                var object = Json.object();
                map.forEach((key, item) -> object.set(key.toString(), of(item)));
                yield object;
            }
            case String text -> JsonNodeFactory.instance.textNode(text);
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            case Long number -> JsonNodeFactory.instance.numberNode(number);
            case Double number -> JsonNodeFactory.instance.numberNode(number);
            case Boolean truth -> JsonNodeFactory.instance.booleanNode(truth);
            default -> throw new IllegalArgumentException("unexpected " + value.getClass());
        };
    }

    private static JsonNode object(SdkPojo pojo) {
        var object = Json.object();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList<?>)
                    && !(value instanceof SdkAutoConstructMap<?, ?>)) {
                object.set(field.locationName(), of(value));
            }
        }
        return object;
    }

    private static ArrayNode array(List<?> list) {
        var array = Json.array();
        list.forEach(item -> array.add(of(item)));
        return array;
    }
}
