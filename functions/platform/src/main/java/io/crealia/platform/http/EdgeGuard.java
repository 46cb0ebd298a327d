package io.crealia.platform.http;

import io.crealia.platform.config.Environment;
import io.crealia.platform.limit.RateLimits;
import io.crealia.platform.limit.Verdict;
import io.crealia.platform.privacy.AuditLog;
import java.util.Map;
import java.util.Optional;

/**
 * What every deployed edge does beside its routes: the rates of its callers, which pages may read its answers, and what
 * is noted of what was done.
 */
public final class EdgeGuard {
    private final Cors cors;
    private final Optional<RateLimits> rates;
    private final Optional<AuditLog> audit;

    private EdgeGuard(Cors cors, Optional<RateLimits> rates, Optional<AuditLog> audit) {
        this.cors = cors;
        this.rates = rates;
        this.audit = audit;
    }

    /** @throws io.crealia.platform.config.ConfigurationException if a variable is malformed */
    public static EdgeGuard of(Environment environment, RateLimits rates, AuditLog audit) {
        return new EdgeGuard(Cors.of(environment), Optional.of(rates), Optional.of(audit));
    }

    /** Lets everything through and shares nothing with other pages. */
    static EdgeGuard none() {
        return new EdgeGuard(Cors.none(), Optional.empty(), Optional.empty());
    }

    /** The same, but nothing is noted. */
    EdgeGuard withoutAudit() {
        return new EdgeGuard(cors, rates, Optional.empty());
    }

    /** @return empty if the route is not limited */
    Optional<Verdict> charge(Route route, String subject) {
        return rates.flatMap(limits -> limits.take(route, subject));
    }

    /**
     * Notes a call of a route that is audited.
     *
     * @throws io.crealia.platform.error.DependencyException if the row may not have been written
     */
    void note(Exchange exchange, int status) {
        audit.ifPresent(log -> exchange.caller().ifPresent(caller -> exchange.route()
                .filter(route -> AuditTrail.concerns(route, status)).ifPresent(route -> AuditTrail.append(log, caller,
                        route, exchange.event().pathParameters(), exchange.outcome()))));
    }

    Map<String, String> corsHeaders(String origin) {
        return cors.headers(origin);
    }
}
