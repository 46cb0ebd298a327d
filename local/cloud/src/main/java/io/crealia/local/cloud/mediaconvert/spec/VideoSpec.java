package io.crealia.local.cloud.mediaconvert.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The picture of one output.
 *
 * @param sharpness 0 soft to 100 sharp; chooses the scaler
 * @param colour conversion of colours, NONE keeps the input's
 * @param images laid over the picture after scaling, the lowest first
 */
public record VideoSpec(OptionalInt width, OptionalInt height, Scaling scaling, int sharpness, Colour colour,
        Optional<Deinterlace> deinterlace, List<InsertedImage> images, VideoCodec codec) {

    public VideoSpec {
        images = List.copyOf(images);
    }

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

    /**
     * A still picture that lies over the whole output.
     *
     * @param x of its left side in pixels of the output, y likewise of its top
     * @param layer higher ones cover lower ones
     * @param opacity 0 to 100
     */
    public record InsertedImage(ObjectUri file, int x, int y, OptionalInt width, OptionalInt height, int layer,
            int opacity) {}

    /** @param onlyInterlaced frames that are marked progressive stay as they are */
    public record Deinterlace(boolean onlyInterlaced) {}
}
