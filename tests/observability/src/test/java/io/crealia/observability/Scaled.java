package io.crealia.observability;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Shipped files with every waiting time divided, so that minutes pass in seconds. Nothing else is changed. */
final class Scaled {
    /** Windows and offsets of expressions, {@code for}, and times of Alertmanager's routes. */
    private static final Pattern TIME = Pattern.compile(
            "(?<before>\\[|offset |\\bfor: |\\binterval: |group_wait: |group_interval: |repeat_interval: )(?<number>\\d+)(?<unit>[smhd])\\b");

    private Scaled() {}

    /** @return every time divided by {@code factor}, a second at least */
    static String by(int factor, String text) {
        return TIME.matcher(text)
                .replaceAll(found -> found.group("before") + Math.max(1, duration(found).toSeconds() / factor) + "s");
    }

    /** The same text with every time left out: what must not differ. */
    static String timeless(String text) {
        return TIME.matcher(text).replaceAll(found -> found.group("before") + "T");
    }

    static long times(String text) {
        return TIME.matcher(text).results().count();
    }

    private static Duration duration(MatchResult found) {
        var number = Long.parseLong(found.group("number"));
        return switch (found.group("unit")) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
