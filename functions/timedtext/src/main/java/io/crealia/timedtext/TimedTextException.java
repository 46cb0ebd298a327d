package io.crealia.timedtext;

/** A text that is not what it should be. The message never quotes it. */
public final class TimedTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String expected;

    /**
     * @param line of the text, from 1; 0 where the text as a whole is meant
     * @param expected what there should have been
     */
    public TimedTextException(int line, String expected) {
        super((line > 0 ? "line " + line + ": " : "") + "expected " + expected);
        this.line = line;
        this.expected = expected;
    }

    public int line() {
        return line;
    }

    public String expected() {
        return expected;
    }
}
