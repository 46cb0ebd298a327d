package io.crealia.contracts;

import java.util.regex.Pattern;

/** The owner of everything. Safe in object keys: 1 to 64 characters of {@code a-z 0-9 - _}, starting with a letter or digit. */
public record TenantId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    public TenantId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected a tenant of 1 to 64 characters a-z, 0-9, - and _");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
