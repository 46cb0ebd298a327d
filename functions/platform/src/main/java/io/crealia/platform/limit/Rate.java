package io.crealia.platform.limit;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * How fast requests may come, and how many at once after a rest.
 *
 * @param intervalMicros microseconds after which one more request may come
 * @param burst requests that may come at once
 */
record Rate(long intervalMicros, int burst) {
    private static final String EXPECTED = "<requests per second>/<burst>, for example 50/100: a rate from 0.001 to 100000"
            + " and a burst from 1 to 1000000";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)/([0-9]{1,7})");
    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal FASTEST = BigDecimal.valueOf(100_000);
    private static final int LARGEST_BURST = 1_000_000;

    /** @throws ConfigurationException if the variable has another form than {@code <requests per second>/<burst>} */
    static Rate of(Environment environment, String variable, String fallback) {
        var parts = FORM.matcher(environment.string(variable, fallback));
        if (!parts.matches()) {
            throw new ConfigurationException(variable, EXPECTED);
        }
        var perSecond = new BigDecimal(parts.group(1));
        var burst = Integer.parseInt(parts.group(2));
        if (perSecond.signum() == 0 || perSecond.compareTo(FASTEST) > 0 || burst < 1 || burst > LARGEST_BURST) {
            throw new ConfigurationException(variable, EXPECTED);
        }
        return new Rate(SECOND.divide(perSecond, 0, RoundingMode.HALF_UP).longValueExact(), burst);
    }

    /** How far the bucket's next arrival may lie ahead; also how long an empty bucket takes to be full. */
    long toleranceMicros() {
        return burst * intervalMicros;
    }
}
