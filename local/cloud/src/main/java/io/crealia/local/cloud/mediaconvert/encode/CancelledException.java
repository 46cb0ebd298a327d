package io.crealia.local.cloud.mediaconvert.encode;

/** The job was cancelled while it ran. */
public final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("the job was cancelled");
    }
}
