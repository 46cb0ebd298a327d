package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Cuts a list into pages. The token is the key of the last item shown, so items that join later shift nothing. */
record Page(int size, String after, boolean descending) {
    private static final int MOST = 20;

    /** @param defaultOrder ASCENDING or DESCENDING */
    static Page of(Request request, String defaultOrder) {
        int size = request.query(Request.Key.MAX_RESULTS).map(Page::size).orElse(MOST);
        String order = request.query(Request.Key.ORDER).orElse(defaultOrder);
        if (!order.equals("ASCENDING") && !order.equals("DESCENDING")) {
            throw ApiException.badRequest("/order: expected ASCENDING or DESCENDING, got \"" + order + "\"");
        }
        String after = request.query(Request.Key.NEXT_TOKEN).orElse("");
        if (!after.isEmpty() && !after.matches("\\d{1,18}")) {
            throw ApiException.badRequest("/nextToken: not a token of this service");
        }
        return new Page(size, after, order.equals("DESCENDING"));
    }

    private static int size(String text) {
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw ApiException.badRequest("/maxResults: expected 1 to " + MOST + ", got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    /** @param ascending items in the order of their keys */
    <T> JsonNode cut(String name, List<T> ascending, ToLongFunction<T> key, Function<T, JsonNode> json) {
        List<T> ordered = descending ? ascending.reversed() : ascending;
        List<T> rest = ordered.stream().filter(item -> beyond(key.applyAsLong(item))).toList();
        List<T> shown = rest.subList(0, Math.min(size, rest.size()));
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode items = out.putArray(name);
        shown.forEach(item -> items.add(json.apply(item)));
        if (rest.size() > shown.size()) {
            out.put("nextToken", Long.toString(key.applyAsLong(shown.getLast())));
        }
        return out;
    }

    private boolean beyond(long key) {
        return after.isEmpty() || (descending ? key < Long.parseLong(after) : key > Long.parseLong(after));
    }
}
