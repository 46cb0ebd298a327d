package io.crealia.local.cloud.mediaconvert.spec;

/**
 * A job request that is refused: the message starts with the JSON path of the setting. Becomes a BadRequestException on
 * the wire.
 */
public final class InvalidJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    public InvalidJobException(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
    }

    public String path() {
        return path;
    }
}
