package io.crealia.local.observability.dashboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Units of panels, under Grafana's names. */
public enum Unit {
    COUNT("short", "", 1), PER_SECOND("ops", "/s", 1), REQUESTS_PER_SECOND("reqps", " req/s", 1), SECONDS("s", "s",
            1), SHARE("percentunit", "%", 100), BYTES("bytes", "B", 1), BYTES_PER_SECOND("Bps", "B/s",
                    1), DOLLARS("currencyUSD", "$", 1);

    private static final String[] LARGE = {"", "k", "M", "G", "T", "P"};
    private static final String[] SMALL = {"", "m", "µ", "n"};

    private final String grafanaName;
    private final String sign;
    private final double factor;

    Unit(String grafanaName, String sign, double factor) {
        this.grafanaName = grafanaName;
        this.sign = sign;
        this.factor = factor;
    }

    static Optional<Unit> of(String grafanaName) {
        return Arrays.stream(values()).filter(unit -> unit.grafanaName.equals(grafanaName)).findFirst();
    }

    /** For a person: three digits, prefixes by thousands (bytes too), hours instead of thousands of seconds. */
    public String show(double value) {
        if (Double.isNaN(value)) {
            return "no value";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        return switch (this) {
            case SECONDS -> seconds(value);
            case SHARE -> digits(value * factor) + " %";
            case DOLLARS -> (value < 0 ? "-$" : "$") + String.format(Locale.ROOT,
                    Math.abs(value) >= 0.01 || value == 0 ? "%.2f" : "%.4f", Math.abs(value));
            case COUNT, PER_SECOND, REQUESTS_PER_SECOND, BYTES, BYTES_PER_SECOND -> prefixed(value);
        };
    }

    private String prefixed(double value) {
        var size = Math.abs(value);
        int power = 0;
        while (size >= 1000 && power < LARGE.length - 1) {
            size /= 1000;
            power++;
        }
        var number = digits(Math.copySign(size, value));
        var bytes = this == BYTES || this == BYTES_PER_SECOND;
        return number + (bytes || !LARGE[power].isEmpty() ? " " : "") + LARGE[power] + sign;
    }

    private static String seconds(double value) {
        var size = Math.abs(value);
        if (size >= 3600) {
            return digits(value / 3600) + " h";
        }
        if (size >= 120) {
            return digits(value / 60) + " min";
        }
        int power = 0;
        while (size > 0 && size < 1 && power < SMALL.length - 1) {
            size *= 1000;
            power++;
        }
        return digits(Math.copySign(size, value)) + " " + SMALL[power] + "s";
    }

    /** Three significant digits without zeros at the end. */
    private static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        var places = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
        var text = String.format(Locale.ROOT, "%." + Math.min(places, 9) + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
