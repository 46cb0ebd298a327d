package io.crealia.local.lambda.template;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** EventBridge's {@code rate(value unit)}; the unit is singular for 1 and plural otherwise. */
final class Rate {

    private static final Pattern FORM = Pattern.compile("rate\\(([1-9]\\d{0,4}) (minute|hour|day)(s?)\\)");

    private Rate() {}

    static Optional<Duration> parse(String expression) {
        var matcher = FORM.matcher(expression);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var value = Long.parseLong(matcher.group(1));
        if (value == 1 == matcher.group(3).equals("s")) {
            return Optional.empty();
        }
        return Optional.of(switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(value);
            case "hour" -> Duration.ofHours(value);
            default -> Duration.ofDays(value);
        });
    }
}
