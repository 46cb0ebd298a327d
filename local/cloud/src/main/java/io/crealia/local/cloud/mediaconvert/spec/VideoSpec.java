package io.crealia.local.cloud.mediaconvert.spec;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The picture of one output.
 *
 * @param sharpness 0 soft to 100 sharp; chooses the scaler
 * @param colour conversion of colours, NONE keeps the input's
 */
public record VideoSpec(OptionalInt width, OptionalInt height, Scaling scaling, int sharpness, Colour colour,
        Optional<Deinterlace> deinterlace, VideoCodec codec) {

    public enum Scaling {
        /** Whole picture inside, black bars where the shape differs. */
        DEFAULT,
        /** Exactly the size, shape ignored. */
        STRETCH_TO_OUTPUT,
        /** As large as fits, no bars. */
        FIT,
        /** As large as fits but never larger than the input, no bars. */
        FIT_NO_UPSCALE,
        /** Covers the size, the rest is cut off evenly. */
        FILL
    }

    public enum Colour {
        NONE, FORCE_709
    }

    /** @param onlyInterlaced frames that are marked progressive stay as they are */
    public record Deinterlace(boolean onlyInterlaced) {}
}
