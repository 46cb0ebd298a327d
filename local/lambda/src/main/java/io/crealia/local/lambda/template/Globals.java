package io.crealia.local.lambda.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SAM's rule for {@code Globals}: maps merge, lists append, anything else is replaced by the resource's own value. */
final class Globals {

    private Globals() {}

    static Map<String, Object> merge(Map<String, Object> shared, Map<String, Object> own) {
        var merged = new LinkedHashMap<>(shared);
        own.forEach((key, value) -> merged.merge(key, value, Globals::combine));
        return merged;
    }

    private static Object combine(Object shared, Object own) {
        if (shared instanceof Map<?, ?> && own instanceof Map<?, ?>) {
            return merge(Resources.map(shared, "", ""), Resources.map(own, "", ""));
        }
        if (shared instanceof List<?> first && own instanceof List<?> second) {
            var all = new ArrayList<Object>(first);
            all.addAll(second);
            return all;
        }
        return own;
    }
}
