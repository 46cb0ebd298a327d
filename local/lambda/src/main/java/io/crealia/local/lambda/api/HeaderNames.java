package io.crealia.local.lambda.api;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JDK's server keeps {@code Content-type}; clients of API Gateway write {@code Content-Type}, and functions read
 * that. Frequent names are looked up, others spelled out.
 */
final class HeaderNames {

    private static final Map<String, String> FREQUENT = Stream.of("Accept", "Accept-Encoding", "Accept-Language",
            "Authorization", "Cache-Control", "Content-Encoding", "Content-Type", "Content-Length", "Host",
            "Idempotency-Key", "If-Match", "If-None-Match", "Origin", "Referer", "User-Agent", "X-Forwarded-For")
            .collect(Collectors.toUnmodifiableMap(HeaderNames::asTheServerKeepsIt, Function.identity()));

    private HeaderNames() {}

    static String usual(String kept) {
        var frequent = FREQUENT.get(kept);
        return frequent != null ? frequent : spell(kept);
    }

    private static String spell(String kept) {
        var characters = kept.toCharArray();
        for (var i = 0; i < characters.length; i++) {
            if (i == 0 || characters[i - 1] == '-') {
                characters[i] = Character.toUpperCase(characters[i]);
            }
        }
        return new String(characters);
    }

    private static String asTheServerKeepsIt(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
