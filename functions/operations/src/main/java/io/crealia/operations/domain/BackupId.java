package io.crealia.operations.domain;

import java.util.regex.Pattern;

/** Names one backup: {@code bkp_} and a ULID, so that ids sort by the time when backups were begun. */
public record BackupId(String value) implements Comparable<BackupId> {
    public static final String PREFIX = "bkp_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-HJKMNP-TV-Z]{26}");

    /** @throws IllegalArgumentException if the text has another form */
    public BackupId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a backup's id: expected " + PREFIX + " and 26 characters of a ULID");
        }
    }

    @Override
    public int compareTo(BackupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
