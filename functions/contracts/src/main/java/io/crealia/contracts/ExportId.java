package io.crealia.contracts;

/** One export of what is kept of a person. */
public record ExportId(String value) {
    public static final String PREFIX = "exp_";

    public ExportId {
        PrefixedId.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
