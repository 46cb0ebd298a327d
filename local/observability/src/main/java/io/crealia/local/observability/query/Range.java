package io.crealia.local.observability.query;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * From when to when, and how far apart.
 *
 * @param step at least one second
 */
public record Range(Instant from, Instant to, Duration step) {
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([smhdw])");
    /** Prometheus refuses more than 11,000 points for a series; a picture needs fewer than pixels. */
    private static final int POINTS = 240;
    private static final Duration LONGEST = Duration.ofDays(366);

    public Range {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("range: expected a beginning before its end, was " + from + " to " + to);
        }
        if (step.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("step: expected at least 1 s, was " + step);
        }
    }

    /** The time before {@code to}, in about 240 steps. */
    public static Range before(Instant to, Duration length) {
        return new Range(to.minus(length), to, Duration.ofSeconds(Math.max(1, length.toSeconds() / POINTS)));
    }

    /**
     * @param text as Prometheus and Grafana write it, for example {@code 15m}, {@code 6h} or {@code 2d}
     * @throws IllegalArgumentException for anything else
     */
    public static Duration length(String text) {
        var matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--range: expected a number with s, m, h, d or w such as 1h, was " + text);
        }
        var number = Long.parseLong(matcher.group(1));
        var length = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
        if (length.compareTo(Duration.ofSeconds(10)) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("--range: expected 10s to 366d, was " + text);
        }
        return length;
    }
}
