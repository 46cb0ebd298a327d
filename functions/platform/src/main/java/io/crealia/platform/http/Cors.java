package io.crealia.platform.http;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which pages' scripts may read our answers: those of the listed origins, compared as a whole. Callers are known by their
 * bearer token, never by a cookie, so credentials are never allowed.
 */
final class Cors {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(?::[0-9]{1,5})?");
    private static final String EXPOSED = "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

    private final Set<String> origins;

    private Cors(Set<String> origins) {
        this.origins = origins;
    }

    /** @throws ConfigurationException if one of the listed is not an origin */
    static Cors of(Environment environment) {
        var origins = Arrays.stream(environment.string("CREALIA_CORS_ORIGINS", "").split(",")).map(String::strip)
                .filter(origin -> !origin.isEmpty()).collect(Collectors.toUnmodifiableSet());
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new ConfigurationException("CREALIA_CORS_ORIGINS",
                    "origins such as https://app.example.com, lower case, separated by commas, without * or path");
        }
        return new Cors(origins);
    }

    static Cors none() {
        return new Cors(Set.of());
    }

    /** @param origin the request's, empty if it has none */
    Map<String, String> headers(String origin) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Vary", "Origin");
        if (origins.contains(origin)) {
            headers.put("Access-Control-Allow-Origin", origin);
            headers.put("Access-Control-Expose-Headers", EXPOSED);
        }
        return headers;
    }
}
