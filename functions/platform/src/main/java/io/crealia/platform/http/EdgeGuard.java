package io.crealia.platform.http;

import io.crealia.metrics.Invocation;
import io.crealia.metrics.Telemetry;
import io.crealia.platform.config.Environment;
import io.crealia.platform.limit.RateLimits;
import io.crealia.platform.limit.Verdict;
import io.crealia.platform.privacy.AuditLog;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every deployed edge does beside its routes: the rates of its callers, which pages may read its answers, and what
 * is noted of what was done.
 */
public final class EdgeGuard {
    private final Cors cors;
    private final Optional<RateLimits> rates;
    private final Optional<AuditLog> audit;
    private final Supplier<Invocation> measuring;

    private EdgeGuard(Cors cors, Optional<RateLimits> rates, Optional<AuditLog> audit,
            Supplier<Invocation> measuring) {
        this.cors = cors;
        this.rates = rates;
        this.audit = audit;
        this.measuring = measuring;
    }

    /** A guard that measures nothing: for tests. */
    public static EdgeGuard of(Environment environment, RateLimits rates, AuditLog audit) {
        return new EdgeGuard(Cors.of(environment), Optional.of(rates), Optional.of(audit), () -> Invocation.NONE);
    }

    /** @throws io.crealia.platform.config.ConfigurationException if a variable is malformed */
    public static EdgeGuard of(Environment environment, RateLimits rates, AuditLog audit, Telemetry telemetry) {
        return new EdgeGuard(Cors.of(environment), Optional.of(rates), Optional.of(audit), telemetry::begin);
    }

    /** Lets everything through and shares nothing with other pages. */
    static EdgeGuard none() {
        return new EdgeGuard(Cors.none(), Optional.empty(), Optional.empty(), () -> Invocation.NONE);
    }

    /** The same, but nothing is noted or measured. */
    EdgeGuard rehearsing() {
        return new EdgeGuard(cors, rates, Optional.empty(), () -> Invocation.NONE);
    }

    /**
     * What a noted call needs, before a SnapStart checkpoint. Nothing is noted. A function none of whose routes is audited has
     * no store to ask, and would not close it again.
     *
     * @throws io.crealia.platform.error.DependencyException if the store does not answer
     */
    void rehearse(Collection<Route> routes) {
        if (audit.isPresent()) {
            routes.stream().filter(route -> AuditTrail.concerns(route, 200)).findFirst()
                    .ifPresent(route -> AuditTrail.rehearse(audit.get(), route));
        }
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
        var caller = exchange.caller();
        var route = exchange.route();
        if (audit.isPresent() && caller.isPresent() && route.isPresent()
                && AuditTrail.concerns(route.get(), status)) {
            AuditTrail.append(audit.get(), caller.get(), route.get(), exchange.event().pathParameters(),
                    exchange.outcome());
        }
    }

    Invocation begin() {
        return measuring.get();
    }

    Map<String, String> corsHeaders(String origin) {
        return cors.headers(origin);
    }
}
