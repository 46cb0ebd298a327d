package io.crealia.assets.port;

/** An object is larger than its reader can use. */
public final class MediaTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MediaTooLargeException(String key, long bytes, int maxBytes) {
        super("object " + key + " has " + bytes + " bytes, expected at most " + maxBytes);
    }
}
