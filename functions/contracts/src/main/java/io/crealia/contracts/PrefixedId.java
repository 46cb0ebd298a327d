package io.crealia.contracts;

/** Checks ids of the form {@code prefix_ULID}: a prefix that names the kind and 26 characters of Crockford's base 32. */
final class PrefixedId {
    private static final int ULID_LENGTH = 26;

    private PrefixedId() {}

    /** @throws IllegalArgumentException naming the expected form, if {@code value} does not have it */
    static String require(String prefix, String value) {
        if (value == null || !value.startsWith(prefix) || !isUlid(value, prefix.length())) {
            throw new IllegalArgumentException("expected an id of the form " + prefix + "<26 characters>");
        }
        return value;
    }

    // As [0-7][0-9A-HJKMNP-TV-Z]{25}, without a regular expression: ids are made from text some ten times a message.
    private static boolean isUlid(String text, int from) {
        if (text.length() != from + ULID_LENGTH || text.charAt(from) < '0' || text.charAt(from) > '7') {
            return false;
        }
        for (int i = from + 1; i < text.length(); i++) {
            var each = text.charAt(i);
            var digit = each >= '0' && each <= '9';
            var letter = each >= 'A' && each <= 'Z' && each != 'I' && each != 'L' && each != 'O' && each != 'U';
            if (!digit && !letter) {
                return false;
            }
        }
        return true;
    }
}
