package io.crealia.local.observability.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Where an axis begins, ends, and has its marks. */
record Scale(double low, double high, List<Double> marks) {
    private static final int MARKS = 4;
    private static final List<Duration> STEPS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(15),
            Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6),
            Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(28));

    /** Round marks, from zero if nothing is negative. Seconds and bytes are round by tens as well. */
    static Scale of(double least, double most) {
        var low = Math.min(0, least);
        var high = most <= low ? low + 1 : most;
        var step = roundUp((high - low) / MARKS);
        var first = Math.floor(low / step);
        var last = Math.ceil(high / step - 1e-9);
        var marks = new ArrayList<Double>();
        for (double each = first; each <= last; each++) {
            marks.add(each * step);
        }
        return new Scale(first * step, last * step, List.copyOf(marks));
    }

    private static double roundUp(double raw) {
        var power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (var factor : new double[]{1, 2, 2.5, 5}) {
            if (raw <= factor * power * (1 + 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Seconds since 1970; marks at round times of the zone, five at most. */
    static Scale ofTime(Instant from, Instant to, ZoneId zone) {
        var step = STEPS.stream().filter(each -> Duration.between(from, to).dividedBy(each) <= MARKS + 1).findFirst()
                .orElse(STEPS.getLast());
        var marks = new ArrayList<Double>();
        var day = ZonedDateTime.ofInstant(from, zone).truncatedTo(ChronoUnit.DAYS).toInstant();
        for (var at = day; !at.isAfter(to); at = at.plus(step)) {
            if (!at.isBefore(from)) {
                marks.add((double) at.getEpochSecond());
            }
        }
        return new Scale(from.toEpochMilli() / 1000.0, to.toEpochMilli() / 1000.0, List.copyOf(marks));
    }

    /** @return 0 at the beginning, 1 at the end */
    double place(double value) {
        return (value - low) / (high - low);
    }
}
