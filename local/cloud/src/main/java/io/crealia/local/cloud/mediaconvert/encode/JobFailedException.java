package io.crealia.local.cloud.mediaconvert.encode;

/** A job that ends in ERROR, with the code MediaConvert would give (docs/mediaconvert-local.md lists them). */
public final class JobFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The input cannot be opened: missing, no access, no known container, refused. */
    public static final int FILE_ACCESS = 1010;
    /** The input opens, but its media are damaged or end before what the container promises. */
    public static final int DAMAGED_INPUT = 1030;
    /** The settings ask for something this input or this encoder does not have. */
    public static final int SETTINGS = 1040;
    /** A codec of the input cannot be decoded. */
    public static final int UNKNOWN_CODEC = 1075;
    /** The input holds no usable media. */
    public static final int NO_MEDIA = 1076;
    /** The store refuses us: no such bucket, no permission. */
    public static final int NO_ACCESS = 1404;
    /** The service itself failed; trying again may help. */
    public static final int TRANSIENT = 1999;

    private final int code;

    public JobFailedException(int code, String message) {
        super(message);
        this.code = code;
    }

    public JobFailedException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
