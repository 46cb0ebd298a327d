package io.crealia.contracts;

import java.util.regex.Pattern;

/** Checks ids of the form {@code prefix_ULID}: a prefix that names the kind and 26 characters of Crockford's base 32. */
final class PrefixedId {
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private PrefixedId() {}

    /** @throws IllegalArgumentException naming the expected form, if {@code value} does not have it */
    static String require(String prefix, String value) {
        if (value == null || !value.startsWith(prefix) || !ULID.matcher(value.substring(prefix.length())).matches()) {
            throw new IllegalArgumentException("expected an id of the form " + prefix + "<26 characters>");
        }
        return value;
    }
}
