package io.crealia.platform.limit;

import java.time.Duration;
import java.util.Map;

/**
 * Whether a request is within its caller's rate.
 *
 * @param policy the class of requests that the rate is for
 * @param quota requests that may come at once
 * @param window in which that many may come again
 * @param remaining requests that may follow at once
 * @param reset until all of the quota may be used again
 * @param delay until a refused request may come again; zero if allowed
 */
public record Verdict(String policy, boolean allowed, long quota, Duration window, long remaining, Duration reset,
        Duration delay) {

    /** The fields of draft-ietf-httpapi-ratelimit-headers (10), which are structured fields (RFC 9651). */
    public Map<String, String> headers() {
        return Map.of("RateLimit-Policy", '"' + policy + "\";q=" + quota + ";w=" + Math.max(1, seconds(window)),
                "RateLimit", '"' + policy + "\";r=" + remaining + ";t=" + seconds(reset));
    }

    private static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
