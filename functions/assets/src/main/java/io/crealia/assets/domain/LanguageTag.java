package io.crealia.assets.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A language by its tag (RFC 5646): language, script, region and variants, in the case that the RFC recommends, so that
 * one language has one spelling. Safe in file names, object keys and field names.
 */
public record LanguageTag(String value) {
    private static final Pattern FORM = Pattern
            .compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3})){0,2}");

    public LanguageTag {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected a language tag such as en or pt-BR");
        }
    }

    /** @return empty if the text is not a tag whose language is in lower case; the rest may be in any case */
    public static Optional<LanguageTag> read(String text) {
        if (text == null || text.length() > 35 || !text.equals(ascii(text))) {
            return Optional.empty();
        }
        var parts = text.split("-", -1);
        for (int i = 1; i < parts.length; i++) {
            parts[i] = parts[i].length() == 2
                    ? parts[i].toUpperCase(Locale.ROOT)
                    : i == 1 && parts[i].matches("[A-Za-z]{4}")
                            ? parts[i].substring(0, 1).toUpperCase(Locale.ROOT)
                                    + parts[i].substring(1).toLowerCase(Locale.ROOT)
                            : parts[i].toLowerCase(Locale.ROOT);
        }
        var tag = String.join("-", parts);
        return FORM.matcher(tag).matches() ? Optional.of(new LanguageTag(tag)) : Optional.empty();
    }

    // Case changes of other letters can give ASCII ones (the Kelvin sign).
    private static String ascii(String text) {
        return text.chars().allMatch(c -> c < 128) ? text : "";
    }

    /** The language's name in itself, for a player's menu. */
    public String displayName() {
        var locale = Locale.forLanguageTag(value);
        return locale.getDisplayName(locale).replaceAll("[\"\\p{Cntrl}]", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
