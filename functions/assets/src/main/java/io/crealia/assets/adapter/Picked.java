package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes over named members of a result document; whatever else is in it, such as keys of the bucket, stays inside. */
final class Picked {
    private Picked() {}

    static ObjectNode fields(JsonNode from, ObjectNode to, String... names) {
        for (var name : names) {
            var value = from.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                to.set(name, value);
            }
        }
        return to;
    }
}
