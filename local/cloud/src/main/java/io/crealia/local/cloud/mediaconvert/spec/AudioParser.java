package io.crealia.local.cloud.mediaconvert.spec;

import java.util.Optional;
import java.util.Set;

/** {@code …/audioDescriptions/n}. */
final class AudioParser {
    private static final Set<Integer> AAC_BITRATES = Set.of(6000, 8000, 10000, 12000, 14000, 16000, 20000, 24000, 28000,
            32000, 40000, 48000, 56000, 64000, 80000, 96000, 112000, 128000, 160000, 192000, 224000, 256000, 288000,
            320000, 384000, 448000, 512000, 576000, 640000, 768000, 896000, 1024000);
    private static final Set<Integer> AAC_RATES = Set.of(8000, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200,
            96000);
    private static final double DEFAULT_LKFS = -23;
    private static final double LOUDEST = 0;

    private AudioParser() {}

    static AudioSpec parse(StrictObject in) {
        in.oneOf("audioTypeControl", "FOLLOW_INPUT", "USE_CONFIGURED");
        in.integer("audioType", 0, 0);
        boolean follow = in.oneOf("languageCodeControl", "USE_CONFIGURED", "FOLLOW_INPUT").equals("FOLLOW_INPUT");
        String language = Languages.tag(in);
        AudioSpec.Codec codec = in.required("codecSettings", AudioParser::codec);
        Optional<AudioSpec.Loudness> loudness = in.object("audioNormalizationSettings", AudioParser::loudness);
        return new AudioSpec(in.text("audioSourceName"), codec, loudness, follow ? "" : language,
                in.text("streamName"));
    }

    private static AudioSpec.Codec codec(StrictObject in) {
        return switch (in.requiredOneOf("codec", "AAC", "WAV")) {
            case "AAC" -> in.required("aacSettings", AudioParser::aac);
            default -> in.required("wavSettings", AudioParser::wav);
        };
    }

    private static AudioSpec.Codec aac(StrictObject in) {
        in.oneOf("codecProfile", "LC");
        in.oneOf("rateControlMode", "CBR");
        in.oneOf("rawFormat", "NONE");
        in.oneOf("specification", "MPEG4");
        in.oneOf("audioDescriptionBroadcasterMix", "NORMAL");
        int channels = switch (in.requiredOneOf("codingMode", "CODING_MODE_2_0", "CODING_MODE_1_0")) {
            case "CODING_MODE_1_0" -> 1;
            default -> 2;
        };
        int bitrate = in.integer("bitrate", 6000, 1_024_000).orElse(96_000);
        if (!AAC_BITRATES.contains(bitrate)) {
            throw in.refuse("bitrate", "expected one of AWS's AAC bit rates, for example 128000, got " + bitrate);
        }
        int rate = in.requiredInteger("sampleRate", 8000, 96_000);
        if (!AAC_RATES.contains(rate)) {
            throw in.refuse("sampleRate", "expected one of " + AAC_RATES.stream().sorted().toList() + ", got " + rate);
        }
        return new AudioSpec.Codec.Aac(bitrate, channels, rate);
    }

    private static AudioSpec.Codec wav(StrictObject in) {
        in.oneOf("format", "RIFF");
        int depth = in.integer("bitDepth", 16, 24).orElse(16);
        if (depth != 16 && depth != 24) {
            throw in.refuse("bitDepth", "expected 16 or 24, got " + depth);
        }
        int channels = in.integer("channels", 0, 64).orElse(2);
        if (channels > 2) {
            throw in.refuse("channels", "the local MediaConvert writes 0 (follow), 1 or 2 channels, got " + channels);
        }
        return new AudioSpec.Codec.Wav(depth, channels, in.integer("sampleRate", 8000, 192_000).orElse(48_000));
    }

    private static AudioSpec.Loudness loudness(StrictObject in) {
        in.oneOf("algorithm", "ITU_BS_1770_4", "ITU_BS_1770_3", "ITU_BS_1770_2");
        in.oneOf("algorithmControl", "CORRECT_AUDIO");
        in.oneOf("loudnessLogging", "DONT_LOG");
        in.oneOf("peakCalculation", "TRUE_PEAK", "NONE");
        in.integer("correctionGateLevel", -70, -70);
        double target = in.decimal("targetLkfs", -59, 0).orElse(DEFAULT_LKFS);
        return new AudioSpec.Loudness(target, in.decimal("truePeakLimiterThreshold", -8, 0).orElse(LOUDEST));
    }
}
