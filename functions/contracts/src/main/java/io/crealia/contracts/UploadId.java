package io.crealia.contracts;

/** One upload session. */
public record UploadId(String value) {
    public static final String PREFIX = "upl_";

    public UploadId {
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
