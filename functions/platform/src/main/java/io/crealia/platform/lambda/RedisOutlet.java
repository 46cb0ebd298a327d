package io.crealia.platform.lambda;

import io.crealia.metrics.Batch;
import io.crealia.metrics.Outlet;
import io.crealia.metrics.Telemetry;
import io.crealia.platform.store.RedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adds batches to totals in Redis. A batch is one command, a script: so it is one round trip, added in one step, and added
 * once however often it is sent.
 */
final class RedisOutlet implements Outlet {
    private static final String ENVIRONMENT = "{crealia:metrics}:env:";
    private final RedisConnection redis;
    private RedisConnection.Script script;

    RedisOutlet(RedisConnection redis) {
        this.redis = redis;
    }

    /** Leaves the script with the server, so that the first batch is one round trip too. */
    @Override
    public void connect() {
        redis.ping();
        redis.load(script());
    }

    @Override
    public void add(Batch batch) {
        var arguments = new ArrayList<>(List.of(Long.toString(batch.number()), batch.report(),
                Integer.toString(batch.deltas().size())));
        append(batch.deltas(), arguments);
        append(batch.marks(), arguments);
        redis.run(script(), ENVIRONMENT + batch.environment(), arguments, Telemetry.SENDING);
    }

    private static void append(Map<String, Long> numbers, List<String> arguments) {
        // No lambda: it would be made on the way of a restored environment's first answer.
        for (var number : numbers.entrySet()) {
            arguments.add(number.getKey());
            arguments.add(Long.toString(number.getValue()));
        }
    }

    private synchronized RedisConnection.Script script() {
        if (script == null) {
            try (var in = RedisOutlet.class.getResourceAsStream("metrics-add.lua")) {
                script = RedisConnection.Script.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("the script of the totals", e);
            }
        }
        return script;
    }
}
