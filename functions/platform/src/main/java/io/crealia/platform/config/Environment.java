package io.crealia.platform.config;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Typed, read-only access to a function's environment variables. A value that is missing or malformed is reported with
 * the variable's name and what was expected, never with the value, which may be a secret.
 */
public final class Environment {
    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** @throws ConfigurationException if the variable is absent or blank */
    public String required(String name) {
        return optional(name).orElseThrow(() -> new ConfigurationException(name, "a value"));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public String string(String name, String fallback) {
        return optional(name).orElse(fallback);
    }

    /** @throws ConfigurationException if the value is not a whole number of at least {@code minimum} */
    public long number(String name, long minimum, long fallback) {
        var value = parsed(name, "a whole number of at least " + minimum, Long::parseLong).orElse(fallback);
        if (value < minimum) {
            throw new ConfigurationException(name, "a whole number of at least " + minimum);
        }
        return value;
    }

    /** @throws ConfigurationException if the value is not a positive ISO 8601 duration, for example {@code PT15M} */
    public Duration duration(String name, Duration fallback) {
        var value = parsed(name, "an ISO 8601 duration such as PT15M", Duration::parse).orElse(fallback);
        if (!value.isPositive()) {
            throw new ConfigurationException(name, "a duration above zero");
        }
        return value;
    }

    /** @throws ConfigurationException if the value is not a URI with a scheme */
    public Optional<URI> uri(String name) {
        var uri = parsed(name, "an absolute URI", URI::create);
        if (uri.isPresent() && !uri.get().isAbsolute()) {
            throw new ConfigurationException(name, "an absolute URI");
        }
        return uri;
    }

    private <T> Optional<T> parsed(String name, String expected, Function<String, T> parser) {
        try {
            return optional(name).map(parser);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new ConfigurationException(name, expected);
        }
    }
}
