package io.crealia.assets;

import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;

/** The error codes of this feature; {@code docs/errors.md} explains each. */
final class AssetsErrors {
    static final ErrorCode NOT_PLAYABLE = new ErrorCode("asset.not_playable", 409, "The asset cannot be played");
    static final ErrorCode CHANGED = new ErrorCode("asset.changed", 412, "It is no longer as If-Match says");
    static final ErrorCode CAPTIONS_INVALID = new ErrorCode("captions.invalid", 422, "The captions cannot be read");
    static final ErrorCode PLAYBACK_FORBIDDEN = new ErrorCode("playback.forbidden", 403,
            "The playback token does not permit this");
    static final ErrorCode PLAYBACK_PAGE = new ErrorCode("playback.page_forbidden", 403,
            "The playback token is for other pages");
    static final ErrorCode PLAYBACK_DAMAGED = new ErrorCode("playback.damaged", 500,
            "A file of the asset is not as it was written");

    static final ErrorCode DELETED = new ErrorCode("asset.deleted", 410, "The asset is deleted");

    private AssetsErrors() {}

    static Problem gone() {
        return new Problem(DELETED, "Nothing but its state is known any more.");
    }
}
