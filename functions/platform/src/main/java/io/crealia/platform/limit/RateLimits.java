package io.crealia.platform.limit;

import io.crealia.platform.config.Environment;
import io.crealia.platform.http.Route;
import io.crealia.platform.http.Route.Limit;
import io.crealia.platform.store.RedisConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How fast each caller may call, per class of routes: counted in Redis for all functions together, and in this process
 * while Redis does not answer in time. A request is never refused because of Redis.
 */
public final class RateLimits {
    private static final int KEY_BYTES = 16;

    private final Map<Limit, Rate> rates;
    private final SharedBuckets shared;
    private final LocalBuckets own;

    private RateLimits(Map<Limit, Rate> rates, SharedBuckets shared, LocalBuckets own) {
        this.rates = rates;
        this.shared = shared;
        this.own = own;
    }

    /** @throws io.crealia.platform.config.ConfigurationException if a variable is no rate */
    public static RateLimits of(Environment environment, RedisConnection redis, InstantSource clock) {
        var breaker = new Breaker(RateLimits::aside, System::nanoTime);
        return of(environment, new RedisBuckets(redis, breaker), clock);
    }

    // No virtual thread: a function that has no other would load a scheduler for it.
    private static void aside(Runnable probe) {
        var thread = new Thread(probe, "rates");
        thread.setDaemon(true);
        thread.start();
    }

    static RateLimits of(Environment environment, SharedBuckets shared, InstantSource clock) {
        return new RateLimits(rates(environment), shared, new LocalBuckets(clock));
    }

    private static Map<Limit, Rate> rates(Environment environment) {
        var rates = new EnumMap<Limit, Rate>(Limit.class);
        rates.put(Limit.READ, Rate.of(environment, "CREALIA_LIMIT_READ", "50/100"));
        rates.put(Limit.LIST, Rate.of(environment, "CREALIA_LIMIT_LIST", "10/20"));
        rates.put(Limit.WRITE, Rate.of(environment, "CREALIA_LIMIT_WRITE", "20/40"));
        rates.put(Limit.CREATE, Rate.of(environment, "CREALIA_LIMIT_CREATE", "5/20"));
        rates.put(Limit.PRIVACY, Rate.of(environment, "CREALIA_LIMIT_PRIVACY", "0.2/5"));
        rates.put(Limit.PLAY, Rate.of(environment, "CREALIA_LIMIT_PLAY", "100/200"));
        return rates;
    }

    /**
     * Charges a request.
     *
     * @param subject whose rate it counts for: a tenant, or the asset that is played; kept as a digest only
     * @return empty if the route is not limited
     */
    public Optional<Verdict> take(Route route, String subject) {
        var rate = rates.get(route.limit());
        if (rate == null) {
            return Optional.empty();
        }
        var policy = route.limit().name().toLowerCase(Locale.ROOT);
        // A request that weighs more than the burst could never come.
        var weight = Math.min(route.weight(), rate.burst());
        var key = "crealia:limit:" + policy + ":" + digest(subject);
        var taken = shared.take(key, rate, weight).orElseGet(() -> own.take(key, rate, weight));
        return Optional.of(new Verdict(policy, taken.allowed(), rate.burst(), micros(rate.toleranceMicros()),
                taken.remaining(), micros(taken.reset()), micros(taken.delay())));
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private static String digest(String subject) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
