package io.crealia.webhooks;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.webhooks.domain.UrlPolicy;
import java.time.Duration;

/**
 * @param maxEndpoints of a tenant
 * @param urls where webhooks may go
 * @param attemptTimeout of a whole attempt; less than the function's timeout
 * @param places how many attempts of one tenant may be made at once
 * @param sweepBudget after which a sweep visits no further delivery; less than the function's timeout
 */
record WebhooksConfig(int maxEndpoints, UrlPolicy urls, Duration attemptTimeout, int places, Duration sweepBudget) {
    private static final int MOST_ENDPOINTS = 100;
    private static final int MOST_PLACES = 100;
    /** The delivery function may run for 29 s, and has to write down what became of the attempt. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(25);

    /** @throws ConfigurationException if a variable is malformed or out of its bounds */
    static WebhooksConfig of(Environment environment) {
        var timeout = environment.duration("CREALIA_WEBHOOKS_ATTEMPT_TIMEOUT", Duration.ofSeconds(15));
        if (timeout.compareTo(LONGEST_ATTEMPT) > 0) {
            throw new ConfigurationException("CREALIA_WEBHOOKS_ATTEMPT_TIMEOUT", "at most " + LONGEST_ATTEMPT);
        }
        return new WebhooksConfig(
                bounded("CREALIA_WEBHOOKS_MAX_ENDPOINTS", MOST_ENDPOINTS,
                        environment.number("CREALIA_WEBHOOKS_MAX_ENDPOINTS", 1, 10)),
                policy(environment), timeout,
                bounded("CREALIA_WEBHOOKS_TENANT_CONCURRENCY", MOST_PLACES,
                        environment.number("CREALIA_WEBHOOKS_TENANT_CONCURRENCY", 1, 4)),
                environment.duration("CREALIA_WEBHOOKS_SWEEP_BUDGET", Duration.ofSeconds(40)));
    }

    private static int bounded(String variable, int most, long value) {
        if (value > most) {
            throw new ConfigurationException(variable, "at most " + most);
        }
        return (int) value;
    }

    // Anything but the one word keeps the guard up.
    private static UrlPolicy policy(Environment environment) {
        return switch (environment.string("CREALIA_WEBHOOKS_ALLOW_LOOPBACK", "false")) {
            case "true" -> UrlPolicy.PUBLIC_AND_LOOPBACK;
            case "false" -> UrlPolicy.PUBLIC;
            default -> throw new ConfigurationException("CREALIA_WEBHOOKS_ALLOW_LOOPBACK", "true or false");
        };
    }
}
