package io.crealia.contracts;

/** A person whose data we hold, by a number of ours that says nothing about him. */
public record SubjectId(String value) {
    public static final String PREFIX = "sub_";

    public SubjectId {
        PrefixedId.require(PREFIX, value);
    }

    /** The time-ordered random part. */
    public String ulid() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
