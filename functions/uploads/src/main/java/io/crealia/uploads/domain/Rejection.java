package io.crealia.uploads.domain;

import java.util.Objects;

/**
 * Why an uploaded object will not be processed. Codes are in the error catalogue ({@code docs/errors.md}).
 *
 * @param detail one sentence for the creator; no file name
 */
public record Rejection(String code, String detail) {
    public static final String EMPTY = "upload.empty";
    public static final String SIZE_MISMATCH = "upload.size_mismatch";
    public static final String CHECKSUM_MISMATCH = "upload.checksum_mismatch";
    public static final String NOT_MEDIA = "upload.not_media";

    public Rejection {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
    }

    public static Rejection empty() {
        return new Rejection(EMPTY, "The file has no content.");
    }

    public static Rejection sizeMismatch(long declared, long actual) {
        return new Rejection(SIZE_MISMATCH,
                "The upload was announced with " + declared + " bytes, but " + actual + " bytes arrived.");
    }

    public static Rejection checksumMismatch() {
        return new Rejection(CHECKSUM_MISMATCH, "The content does not have the checksum that was announced.");
    }

    /** @param looksLike with its article, for example {@code an HTML page} */
    public static Rejection notMedia(String looksLike) {
        return new Rejection(NOT_MEDIA, "The file is not a video or audio file; it looks like " + looksLike + ".");
    }
}
