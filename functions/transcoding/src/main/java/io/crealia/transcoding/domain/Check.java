package io.crealia.transcoding.domain;

/** One measured property of the outputs. */
public record Check(String name, boolean ok, String expected, String actual) {
    public static Check of(String name, boolean ok, Object expected, Object actual) {
        return new Check(name, ok, String.valueOf(expected), String.valueOf(actual));
    }

    /** The property could not even be measured. */
    public static Check broken(String name, String expected, String problem) {
        return new Check(name, false, expected, problem);
    }
}
