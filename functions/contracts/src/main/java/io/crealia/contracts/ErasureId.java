package io.crealia.contracts;

/** One erasure of personal data, and its certificate. */
public record ErasureId(String value) {
    public static final String PREFIX = "era_";

    public ErasureId {
        PrefixedId.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
