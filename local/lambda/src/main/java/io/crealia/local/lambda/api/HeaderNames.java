package io.crealia.local.lambda.api;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clients may write {@code content-type} or {@code Content-type}; functions read {@code Content-Type}. Frequent names are
 * looked up, others spelled out.
 */
final class HeaderNames {

    private static final Map<String, String> FREQUENT = Stream.of("Accept", "Accept-Encoding", "Accept-Language",
            "Authorization", "Cache-Control", "Content-Encoding", "Content-Type", "Content-Length", "Host",
            "Idempotency-Key", "If-Match", "If-None-Match", "Origin", "Referer", "User-Agent", "X-Forwarded-For")
            .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableMap(Function.identity(), HeaderNames::spell));

    private HeaderNames() {}

    static String usual(String sent) {
        var frequent = FREQUENT.get(sent);
        return frequent != null ? frequent : spell(sent);
    }

    private static String spell(String sent) {
        var characters = sent.toLowerCase(Locale.ROOT).toCharArray();
        for (var i = 0; i < characters.length; i++) {
            if (i == 0 || characters[i - 1] == '-') {
                characters[i] = Character.toUpperCase(characters[i]);
            }
        }
        return new String(characters);
    }
}
