package io.crealia.platform.http;

import io.crealia.platform.config.Environment;
import io.crealia.platform.limit.RateLimits;
import io.crealia.platform.limit.Verdict;
import java.util.Map;
import java.util.Optional;

/** What every deployed edge does beside its routes: the rates of its callers, and which pages may read its answers. */
public final class EdgeGuard {
    private final Cors cors;
    private final Optional<RateLimits> rates;

    private EdgeGuard(Cors cors, Optional<RateLimits> rates) {
        this.cors = cors;
        this.rates = rates;
    }

    /** @throws io.crealia.platform.config.ConfigurationException if a variable is malformed */
    public static EdgeGuard of(Environment environment, RateLimits rates) {
        return new EdgeGuard(Cors.of(environment), Optional.of(rates));
    }

    /** Lets everything through and shares nothing with other pages. */
    static EdgeGuard none() {
        return new EdgeGuard(Cors.none(), Optional.empty());
    }

    /** @return empty if the route is not limited */
    Optional<Verdict> charge(Route route, String subject) {
        return rates.flatMap(limits -> limits.take(route, subject));
    }

    Map<String, String> corsHeaders(String origin) {
        return cors.headers(origin);
    }
}
