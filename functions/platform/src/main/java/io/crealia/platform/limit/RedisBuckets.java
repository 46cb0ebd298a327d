package io.crealia.platform.limit;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.store.RedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Buckets that all functions share: one script, so one step, by the server's clock. A dead or slow server costs little. */
final class RedisBuckets implements SharedBuckets {
    private static final Log LOG = Log.of(RedisBuckets.class);
    /** A healthy answer takes less than one millisecond; a request never waits longer than this. */
    static final Duration PATIENCE = Duration.ofMillis(25);
    /** Probes that fail in a row before the connection is made anew: its peer may be gone without a word. */
    private static final int STALE = 5;
    private static final String PROBE = "crealia:limit:probe";
    private static final RedisConnection.Script SCRIPT = script();

    private final RedisConnection redis;
    private final Breaker breaker;
    private int failedProbes;
    private boolean toldOfConfiguration;

    RedisBuckets(RedisConnection redis, Breaker breaker) {
        this.redis = redis;
        this.breaker = breaker;
    }

    @Override
    public Optional<Gcra.Taken> take(String key, Rate rate, int weight) {
        if (breaker.isOpen()) {
            breaker.tryAgain(this::probe, () -> LOG.info("rates are counted in Redis"));
            return Optional.empty();
        }
        try {
            var taken = run(key, rate, weight);
            breaker.succeeded();
            return Optional.of(taken);
        } catch (DependencyException e) {
            if (breaker.failed()) {
                LOG.warn("Redis does not answer in time: rates are counted in this process");
            }
            return Optional.empty();
        }
    }

    private Gcra.Taken run(String key, Rate rate, int weight) {
        var answer = redis.run(SCRIPT, key, List.of(Long.toString(rate.intervalMicros()),
                Integer.toString(rate.burst()), Integer.toString(weight)), PATIENCE);
        return new Gcra.Taken(answer.get(0) == 1, 0, answer.get(1), answer.get(2), answer.get(3));
    }

    // One thread at a time; it may wait for a connection. A weight of 0 takes nothing, and loads the script.
    private void probe() {
        try {
            if (failedProbes >= STALE) {
                failedProbes = 0;
                redis.close();
            }
            redis.ping();
            run(PROBE, new Rate(1, 1), 0);
            failedProbes = 0;
        } catch (DependencyException e) {
            failedProbes++;
            throw e;
        } catch (ConfigurationException e) {
            if (!toldOfConfiguration) {
                toldOfConfiguration = true;
                LOG.error("no Redis is configured: rates are counted in this process", e);
            }
            throw e;
        }
    }

    private static RedisConnection.Script script() {
        try (var in = RedisBuckets.class.getResourceAsStream("gcra.lua")) {
            return RedisConnection.Script.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the script of the buckets", e);
        }
    }
}
