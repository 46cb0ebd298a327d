package io.crealia.local.lambda.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Query parameters, decoded, each with all of its values in order. */
final class QueryString {

    private QueryString() {}

    /** @throws IllegalArgumentException for a malformed percent sequence */
    static Map<String, List<String>> parse(String raw) {
        if (raw == null || raw.isEmpty()) {
            return Map.of();
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var from = 0; from <= raw.length();) {
            var ampersand = raw.indexOf('&', from);
            var end = ampersand < 0 ? raw.length() : ampersand;
            if (end > from) {
                var equals = raw.indexOf('=', from);
                var name = equals < 0 || equals > end ? raw.substring(from, end) : raw.substring(from, equals);
                var value = equals < 0 || equals > end ? "" : raw.substring(equals + 1, end);
                parameters.computeIfAbsent(decode(name), _ -> new ArrayList<>(1)).add(decode(value));
            }
            from = end + 1;
        }
        return parameters;
    }

    private static String decode(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0
                ? text
                : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
