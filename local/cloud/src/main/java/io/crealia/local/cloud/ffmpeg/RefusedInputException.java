package io.crealia.local.cloud.ffmpeg;

/** An input that is not processed, with the reason as a type. The message is fit for the person who sent the file. */
public final class RefusedInputException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why the input is refused. */
    public enum Reason {
        EMPTY, PLAYLIST, TEXT, UNKNOWN_CONTAINER, UNREADABLE, CODEC, NO_MEDIA, TOO_LONG, TOO_MANY_PIXELS, TOO_MANY_STREAMS
    }

    private final Reason reason;

    RefusedInputException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
