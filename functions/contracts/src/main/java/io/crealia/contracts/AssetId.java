package io.crealia.contracts;

/** One video with everything that was made of it. */
public record AssetId(String value) {
    public static final String PREFIX = "ast_";

    public AssetId {
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
