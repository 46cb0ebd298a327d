package io.crealia.contracts;

/** One run of a workflow template over one asset. */
public record RunId(String value) {
    public static final String PREFIX = "wfl_";

    public RunId {
        PrefixedId.require(PREFIX, value);
    }

    /** The time-ordered random part, shared by ids that are derived from each other. */
    public String ulid() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
