package io.crealia.uploads;

import io.crealia.platform.error.ErrorCode;

/** Answers that only this feature gives; the catalogue is {@code docs/errors.md}. */
final class UploadsErrors {
    static final ErrorCode CLOSED = new ErrorCode("upload.closed", 409, "The upload takes nothing any more");
    static final ErrorCode NOT_MULTIPART = new ErrorCode("upload.not_multipart", 409,
            "The upload is a single PUT and has no parts");
    static final ErrorCode PARTS_INCOMPLETE = new ErrorCode("upload.parts_incomplete", 409,
            "The parts that arrived do not make the announced file");
    static final ErrorCode QUOTA = new ErrorCode("quota.exhausted", 429, "The quota of the day is used up");

    private UploadsErrors() {}
}
