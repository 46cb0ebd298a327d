package io.crealia.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.time.Duration;

/**
 * One stretch of load, as the generator reads it.
 *
 * @param connections clients that each send one request after the other; 0 where requests come by themselves (open model)
 * @param ratePerSecond of all together; 0 for as fast as they are answered
 * @param ramp what comes before that counts
 */
record LoadPhase(String name, int connections, double ratePerSecond, Duration ramp, Duration duration) {
    private static final Duration SHORTEST_RAMP = Duration.ofSeconds(2);
    private static final int CONNECTIONS_PER_SECOND = 100;

    /** As many clients; each sends when it has its answer, or all together no faster than {@code ratePerSecond}. */
    static LoadPhase closed(int connections, double ratePerSecond, Duration duration) {
        return closed(connections + " connections", connections, ratePerSecond, duration);
    }

    static LoadPhase closed(String name, int connections, double ratePerSecond, Duration duration) {
        return new LoadPhase(name, connections, ratePerSecond,
                SHORTEST_RAMP.plusSeconds(connections / CONNECTIONS_PER_SECOND), duration);
    }

    /** Requests that come whether or not earlier ones were answered. */
    static LoadPhase open(String name, double ratePerSecond, Duration duration) {
        return new LoadPhase(name, 0, ratePerSecond, SHORTEST_RAMP, duration);
    }

    Duration whole() {
        return ramp.plus(duration);
    }

    ObjectNode json() {
        return Json.object().put("name", name).put("connections", connections).put("rate_per_second", ratePerSecond)
                .put("ramp_ms", ramp.toMillis()).put("duration_ms", duration.toMillis())
                .put("open", connections == 0);
    }
}
