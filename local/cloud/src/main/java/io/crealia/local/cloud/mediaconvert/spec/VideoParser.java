package io.crealia.local.cloud.mediaconvert.spec;

import io.crealia.local.cloud.ffmpeg.Ratio;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code …/videoDescription}, but for H.264, which has a parser of its own. */
final class VideoParser {
    private static final int SIDE = 8192;
    /** What MediaConvert takes where nothing is said. */
    private static final int OPACITY = 50;

    private VideoParser() {}

    private record Preprocessing(VideoSpec.Colour colour, Optional<VideoSpec.Deinterlace> deinterlace,
            List<VideoSpec.InsertedImage> images) {
        static final Preprocessing NONE = new Preprocessing(VideoSpec.Colour.NONE, Optional.empty(), List.of());
    }

    static VideoSpec parse(StrictObject in) {
        in.oneOf("antiAlias", "ENABLED", "DISABLED");
        in.oneOf("afdSignaling", "NONE");
        in.oneOf("respondToAfd", "NONE");
        in.oneOf("colorMetadata", "INSERT");
        in.oneOf("dropFrameTimecode", "DISABLED", "ENABLED");
        in.oneOf("timecodeInsertion", "DISABLED");
        in.oneOf("timecodeTrack", "DISABLED");
        in.oneOf("chromaPositionMode", "AUTO");
        var scaling = VideoSpec.Scaling.valueOf(
                in.oneOf("scalingBehavior", "DEFAULT", "STRETCH_TO_OUTPUT", "FIT", "FIT_NO_UPSCALE", "FILL"));
        var pre = in.object("videoPreprocessors", VideoParser::preprocessing).orElse(Preprocessing.NONE);
        int sharpness = in.integer("sharpness", 0, 100).orElse(50);
        return new VideoSpec(side(in, "width"), side(in, "height"), scaling, sharpness, pre.colour(), pre.deinterlace(),
                pre.images(), in.required("codecSettings", VideoParser::codec));
    }

    private static OptionalInt side(StrictObject in, String name) {
        OptionalInt value = in.integer(name, 32, 8192);
        if (value.isPresent() && value.getAsInt() % 2 != 0) {
            throw in.refuse(name, "expected an even number, got " + value.getAsInt());
        }
        return value;
    }

    private static Preprocessing preprocessing(StrictObject in) {
        var colour = in.object("colorCorrector", corrector -> {
            corrector.oneOf("hdrToSdrToneMapper", "PRESERVE_DETAILS", "VIBRANT");
            corrector.oneOf("sampleRangeConversion", "NONE", "LIMITED_RANGE_SQUEEZE");
            return VideoSpec.Colour.valueOf(corrector.oneOf("colorSpaceConversion", "NONE", "FORCE_709"));
        }).orElse(VideoSpec.Colour.NONE);
        var deinterlace = in.object("deinterlacer", deinterlacer -> {
            deinterlacer.oneOf("algorithm", "INTERPOLATE", "BLEND");
            deinterlacer.oneOf("mode", "DEINTERLACE", "ADAPTIVE");
            return new VideoSpec.Deinterlace(
                    deinterlacer.oneOf("control", "NORMAL", "FORCE_ALL_FRAMES").equals("NORMAL"));
        });
        var images = in.object("imageInserter", inserter -> inserter.list("insertableImages", VideoParser::image))
                .orElse(List.of());
        return new Preprocessing(colour, deinterlace, images.stream()
                .sorted(Comparator.comparingInt(VideoSpec.InsertedImage::layer)).toList());
    }

    private static VideoSpec.InsertedImage image(StrictObject in) {
        var file = ObjectUri.parse(in.requiredText("imageInserterInput"), in, "imageInserterInput");
        return new VideoSpec.InsertedImage(file, in.requiredInteger("imageX", 0, SIDE),
                in.requiredInteger("imageY", 0, SIDE), in.integer("width", 1, SIDE), in.integer("height", 1, SIDE),
                in.requiredInteger("layer", 0, 99), in.integer("opacity", 0, 100).orElse(OPACITY));
    }

    private static VideoCodec codec(StrictObject in) {
        return switch (in.requiredOneOf("codec", "H_264", "FRAME_CAPTURE")) {
            case "H_264" -> in.required("h264Settings", H264Parser::parse);
            default -> in.required("frameCaptureSettings", VideoParser::frameCapture);
        };
    }

    private static VideoCodec frameCapture(StrictObject in) {
        var rate = new Ratio(in.integer("framerateNumerator", 1, Integer.MAX_VALUE).orElse(1),
                in.integer("framerateDenominator", 1, Integer.MAX_VALUE).orElse(1));
        return new VideoCodec.FrameCapture(rate, in.integer("maxCaptures", 1, 10_000_000).orElse(10_000_000),
                in.integer("quality", 1, 100).orElse(80));
    }
}
