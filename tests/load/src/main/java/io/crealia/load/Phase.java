package io.crealia.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * One stretch of the load; phases follow each other.
 *
 * @param name in the report, for example {@code 200 connections}
 * @param connections clients that send one request after the other, each on a connection of its own; 0 in an open phase
 * @param ratePerSecond requests that come whether or not earlier ones were answered; in a closed phase what all
 *     connections together send at most, and 0 for as fast as they are answered
 * @param ramp until all connections stand; what is answered meanwhile does not count
 * @param duration what counts
 * @param open whether requests come by themselves
 */
record Phase(String name, int connections, double ratePerSecond, Duration ramp, Duration duration, boolean open) {
    static final int MOST_CONNECTIONS = 5_000;
    static final double HIGHEST_RATE = 50_000;
    static final Duration LONGEST = Duration.ofMinutes(15);

    Phase {
        require(!name.isBlank(), "name", "a text", name);
        require(connections >= 0 && connections <= MOST_CONNECTIONS, "connections", "0 to " + MOST_CONNECTIONS,
                connections);
        require(open == (connections == 0), "connections", "0 in an open phase, and only there", connections);
        require(ratePerSecond >= 0 && ratePerSecond <= HIGHEST_RATE, "rate_per_second", "0 to " + HIGHEST_RATE,
                ratePerSecond);
        require(!open || ratePerSecond > 0, "rate_per_second", "more than 0 in an open phase", ratePerSecond);
        require(!ramp.isNegative() && ramp.compareTo(LONGEST) <= 0, "ramp_ms", "at most " + LONGEST, ramp);
        require(duration.isPositive() && duration.compareTo(LONGEST) <= 0, "duration_ms", "at most " + LONGEST,
                duration);
    }

    static Phase of(JsonNode json) {
        return new Phase(json.path("name").asText(), json.path("connections").asInt(),
                json.path("rate_per_second").asDouble(), Duration.ofMillis(json.path("ramp_ms").asLong()),
                Duration.ofMillis(json.path("duration_ms").asLong()), json.path("open").asBoolean());
    }

    Duration whole() {
        return ramp.plus(duration);
    }

    private static void require(boolean condition, String field, String expected, Object found) {
        if (!condition) {
            throw new IllegalArgumentException("phases." + field + ": expected " + expected + ", found " + found);
        }
    }
}
