package io.crealia.local.lambda;

import io.crealia.local.lambda.api.ApiFront;
import io.crealia.local.lambda.isolated.IsolatedSettings;
import io.crealia.local.lambda.template.ApiDefinition.Throttle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the local edition runs a template. {@code LocalRuntimeSettings.of(template, access)} is enough; the
 * {@code with...} methods change one thing each.
 *
 * @param template the SAM template
 * @param parameters values of the template's parameters; what is missing takes the template's default, and without a
 * default is empty, because a secret's ARN or a user pool means nothing here
 * @param environment variables for every function; they win over the template's
 * @param apiPort on 127.0.0.1; 0 takes a free one
 * @param visibilityOverride the longest time that a failed message stays hidden, so that nobody waits for half an hour
 * after one failure; a queue with a shorter visibility keeps its own
 * @param throttle of the API's requests together; empty for what the template says
 * @param inFlight how many requests may be at the functions at once
 * @param isolation empty for functions in this JVM
 * @param rates by function name, how often a scheduled function is invoked here instead of as the template says
 */
public record LocalRuntimeSettings(Path template, Map<String, String> parameters, Map<String, String> environment,
        CloudAccess cloud, int apiPort, Duration visibilityOverride, List<InvocationListener> listeners,
        InstantSource clock, Optional<IsolatedSettings> isolation, Map<String, Duration> rates,
        Optional<Throttle> throttle, int inFlight) {

    public static final int DEFAULT_PORT = 3000;

    private static final Duration DEFAULT_VISIBILITY = Duration.ofSeconds(30);

    public LocalRuntimeSettings {
        parameters = Map.copyOf(parameters);
        environment = Map.copyOf(environment);
        listeners = List.copyOf(listeners);
        rates = Map.copyOf(rates);
        if (apiPort < 0 || apiPort > 65_535) {
            throw new IllegalArgumentException("apiPort must be 0 to 65535, was " + apiPort);
        }
        if (inFlight < 1) {
            throw new IllegalArgumentException("inFlight must be at least 1, was " + inFlight);
        }
        if (visibilityOverride.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("visibilityOverride must be at least 1 s, was " + visibilityOverride);
        }
    }

    /** Stage {@code local}, port 3000, failed messages come again after at most 30 s. */
    public static LocalRuntimeSettings of(Path template, CloudAccess cloud) {
        return new LocalRuntimeSettings(template, Map.of("Stage", "local"), Map.of(), cloud, DEFAULT_PORT,
                DEFAULT_VISIBILITY, List.of(), InstantSource.system(), Optional.empty(), Map.of(),
                Optional.empty(), ApiFront.Settings.CONCURRENCY);
    }

    /** Adds to the parameters, or replaces some. */
    public LocalRuntimeSettings withParameters(Map<String, String> more) {
        var all = new HashMap<>(parameters);
        all.putAll(more);
        return new LocalRuntimeSettings(template, all, environment, cloud, apiPort, visibilityOverride, listeners,
                clock, isolation, rates, throttle, inFlight);
    }

    /** Adds to the variables of every function, or replaces some. */
    public LocalRuntimeSettings withEnvironment(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new LocalRuntimeSettings(template, parameters, all, cloud, apiPort, visibilityOverride, listeners,
                clock, isolation, rates, throttle, inFlight);
    }

    public LocalRuntimeSettings withApiPort(int port) {
        return new LocalRuntimeSettings(template, parameters, environment, cloud, port, visibilityOverride, listeners,
                clock, isolation, rates, throttle, inFlight);
    }

    public LocalRuntimeSettings withVisibilityOverride(Duration longest) {
        return new LocalRuntimeSettings(template, parameters, environment, cloud, apiPort, longest, listeners, clock,
                isolation, rates, throttle, inFlight);
    }

    public LocalRuntimeSettings withListener(InvocationListener listener) {
        var all = new java.util.ArrayList<>(listeners);
        all.add(listener);
        return new LocalRuntimeSettings(template, parameters, environment, cloud, apiPort, visibilityOverride, all,
                clock, isolation, rates, throttle, inFlight);
    }

    public LocalRuntimeSettings withClock(InstantSource newClock) {
        return new LocalRuntimeSettings(template, parameters, environment, cloud, apiPort, visibilityOverride,
                listeners, newClock, isolation, rates, throttle, inFlight);
    }

    /** Each function in processes of its own, from the zips that the template names. */
    public LocalRuntimeSettings withIsolation(IsolatedSettings settings) {
        return new LocalRuntimeSettings(template, parameters, environment, cloud, apiPort, visibilityOverride,
                listeners, clock, Optional.of(settings), rates, throttle, inFlight);
    }

    /** What the API takes of all clients together, instead of what the template says. */
    public LocalRuntimeSettings withThrottle(Throttle other) {
        return new LocalRuntimeSettings(template, parameters, environment, cloud, apiPort, visibilityOverride,
                listeners, clock, isolation, rates, Optional.of(other), inFlight);
    }

    /** How many requests may be at the functions at once; more are refused with 429. */
    public LocalRuntimeSettings withInFlight(int most) {
        return new LocalRuntimeSettings(template, parameters, environment, cloud, apiPort, visibilityOverride,
                listeners, clock, isolation, rates, throttle, most);
    }

    /**
     * Invokes one scheduled function at another rate than the template's.
     *
     * @param function its name, for example {@code crealia-local-workflow-sweeper}; one that is not there changes nothing
     * @param rate at least a tenth of a second
     */
    public LocalRuntimeSettings withRate(String function, Duration rate) {
        if (rate.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("rate of " + function + ": expected at least 100 ms, was " + rate);
        }
        var all = new HashMap<>(rates);
        all.put(function, rate);
        return new LocalRuntimeSettings(template, parameters, environment, cloud, apiPort, visibilityOverride,
                listeners, clock, isolation, all, throttle, inFlight);
    }
}
