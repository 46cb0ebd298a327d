package io.crealia.local.cloud.mediaconvert.spec;

import io.crealia.local.cloud.ffmpeg.Ratio;
import java.util.Locale;
import java.util.Optional;

/** {@code …/h264Settings}. */
final class H264Parser {
    private static final int MIN_BITRATE = 1000;
    private static final int MAX_BITRATE = 1_152_000_000;
    private static final double DEFAULT_GOP_SECONDS = 2.0;
    private static final int DEFAULT_QUALITY = 7;

    private H264Parser() {}

    static VideoCodec parse(StrictObject in) {
        in.requiredOneOf("rateControlMode", "QVBR");
        accepted(in);
        double quality = in.object("qvbrSettings", H264Parser::quality).orElse((double) DEFAULT_QUALITY);
        String units = in.oneOf("gopSizeUnits", "AUTO", "SECONDS", "FRAMES");
        double size = in.decimal("gopSize", 0.001, 100_000).orElse(units.equals("FRAMES") ? 90 : DEFAULT_GOP_SECONDS);
        in.integer("gopClosedCadence", 1, 1);
        boolean cuts = !in.oneOf("sceneChangeDetect", "ENABLED", "DISABLED", "TRANSITION_DETECTION").equals("DISABLED");
        String profile = in.oneOf("codecProfile", "MAIN", "HIGH", "BASELINE").toLowerCase(Locale.ROOT);
        return new VideoCodec.H264(quality, in.requiredInteger("maxBitrate", MIN_BITRATE, MAX_BITRATE),
                in.integer("hrdBufferSize", 1, MAX_BITRATE), units.equals("FRAMES") ? 0 : size,
                units.equals("FRAMES") ? (int) size : 0, frameRate(in), profile, level(in),
                in.integer("numberBFramesBetweenReferenceFrames", 0, 7), in.integer("numberReferenceFrames", 1, 6),
                cuts);
    }

    /** Settings whose other values would need another encoder; the accepted ones are what x264 does anyway. */
    private static void accepted(StrictObject in) {
        in.oneOf("qualityTuningLevel", "SINGLE_PASS", "SINGLE_PASS_HQ", "MULTI_PASS_HQ");
        in.oneOf("adaptiveQuantization", "AUTO");
        in.oneOf("spatialAdaptiveQuantization", "ENABLED");
        in.oneOf("temporalAdaptiveQuantization", "ENABLED");
        in.oneOf("flickerAdaptiveQuantization", "DISABLED", "ENABLED");
        in.oneOf("framerateConversionAlgorithm", "DUPLICATE_DROP");
        in.oneOf("interlaceMode", "PROGRESSIVE");
        in.oneOf("entropyEncoding", "CABAC");
        in.oneOf("dynamicSubGop", "ADAPTIVE", "STATIC");
        in.oneOf("gopBReference", "DISABLED", "ENABLED");
        in.oneOf("slowPal", "DISABLED");
        in.oneOf("syntax", "DEFAULT");
        in.oneOf("telecine", "NONE");
        in.oneOf("repeatPps", "DISABLED");
        in.oneOf("unregisteredSeiTimecode", "DISABLED");
        in.oneOf("writeMp4PackagingType", "AVC1");
        in.oneOf("saliencyAwareEncoding", "DISABLED");
        in.integer("minIInterval", 0, 0);
        in.integer("softness", 0, 0);
        in.integer("slices", 1, 1);
        // The shape of a pixel in the output is always 1:1, the only value a web player handles everywhere.
        if (in.oneOf("parControl", "INITIALIZE_FROM_SOURCE", "SPECIFIED").equals("SPECIFIED")) {
            in.requiredInteger("parNumerator", 1, 1);
            in.requiredInteger("parDenominator", 1, 1);
        }
    }

    private static double quality(StrictObject in) {
        in.integer("maxAverageBitrate", MIN_BITRATE, MAX_BITRATE);
        if (in.has("maxAverageBitrate")) {
            throw in.refuse("maxAverageBitrate", "is not supported by the local MediaConvert");
        }
        double fine = in.decimal("qvbrQualityLevelFineTune", 0, 0.99).orElse(0);
        return in.integer("qvbrQualityLevel", 1, 10).orElse(DEFAULT_QUALITY) + Math.round(fine * 3) / 3.0;
    }

    private static Optional<Ratio> frameRate(StrictObject in) {
        if (!in.oneOf("framerateControl", "INITIALIZE_FROM_SOURCE", "SPECIFIED").equals("SPECIFIED")) {
            return Optional.empty();
        }
        var rate = new Ratio(in.requiredInteger("framerateNumerator", 1, Integer.MAX_VALUE),
                in.requiredInteger("framerateDenominator", 1, Integer.MAX_VALUE));
        if (rate.value() > 120 || rate.value() < 1) {
            throw in.refuse("framerateNumerator", "expected 1 to 120 frames per second, got " + rate);
        }
        return Optional.of(rate);
    }

    private static String level(StrictObject in) {
        String level = in.oneOf("codecLevel", "AUTO", "LEVEL_1", "LEVEL_1_1", "LEVEL_1_2", "LEVEL_1_3", "LEVEL_2",
                "LEVEL_2_1", "LEVEL_2_2", "LEVEL_3", "LEVEL_3_1", "LEVEL_3_2", "LEVEL_4", "LEVEL_4_1", "LEVEL_4_2",
                "LEVEL_5", "LEVEL_5_1", "LEVEL_5_2");
        return level.equals("AUTO") ? "" : level.substring("LEVEL_".length()).replace('_', '.');
    }
}
