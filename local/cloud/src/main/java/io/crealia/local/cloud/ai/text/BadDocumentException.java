package io.crealia.local.cloud.ai.text;

/** A document that is not as its task needs it. The message names the place and what was expected, and quotes nothing. */
public final class BadDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadDocumentException(String pointer, String expected) {
        super(pointer + ": expected " + expected, null, false, false);
    }
}
