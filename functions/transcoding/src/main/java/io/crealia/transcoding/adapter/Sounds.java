package io.crealia.transcoding.adapter;

import software.amazon.awssdk.services.mediaconvert.model.AacCodecProfile;
import software.amazon.awssdk.services.mediaconvert.model.AacCodingMode;
import software.amazon.awssdk.services.mediaconvert.model.AacRateControlMode;
import software.amazon.awssdk.services.mediaconvert.model.AacSettings;
import software.amazon.awssdk.services.mediaconvert.model.AudioCodec;
import software.amazon.awssdk.services.mediaconvert.model.AudioDescription;
import software.amazon.awssdk.services.mediaconvert.model.AudioLanguageCodeControl;
import software.amazon.awssdk.services.mediaconvert.model.AudioNormalizationAlgorithm;
import software.amazon.awssdk.services.mediaconvert.model.AudioNormalizationAlgorithmControl;
import software.amazon.awssdk.services.mediaconvert.model.AudioNormalizationLoudnessLogging;
import software.amazon.awssdk.services.mediaconvert.model.AudioNormalizationPeakCalculation;
import software.amazon.awssdk.services.mediaconvert.model.AudioNormalizationSettings;
import software.amazon.awssdk.services.mediaconvert.model.AudioTypeControl;
import software.amazon.awssdk.services.mediaconvert.model.WavFormat;
import software.amazon.awssdk.services.mediaconvert.model.WavSettings;

/** Sound for people, and for speech recognition. */
final class Sounds {
    private static final int AAC_BITRATE = 128_000;
    private static final int AAC_RATE = 48_000;
    private static final int SPEECH_RATE = 16_000;
    private static final int SPEECH_BITS = 16;
    private static final double LOUDNESS_LKFS = -14.0;
    private static final double TRUE_PEAK_DB = -1.0;

    private Sounds() {}

    static AudioDescription aac() {
        return described()
                .codecSettings(codec -> codec.codec(AudioCodec.AAC)
                        .aacSettings(AacSettings.builder().bitrate(AAC_BITRATE).sampleRate(AAC_RATE)
                                .codingMode(AacCodingMode.CODING_MODE_2_0).codecProfile(AacCodecProfile.LC)
                                .rateControlMode(AacRateControlMode.CBR).build()))
                .audioNormalizationSettings(AudioNormalizationSettings.builder()
                        .algorithm(AudioNormalizationAlgorithm.ITU_BS_1770_4)
                        .algorithmControl(AudioNormalizationAlgorithmControl.CORRECT_AUDIO)
                        .loudnessLogging(AudioNormalizationLoudnessLogging.DONT_LOG)
                        .peakCalculation(AudioNormalizationPeakCalculation.TRUE_PEAK).targetLkfs(LOUDNESS_LKFS)
                        .truePeakLimiterThreshold(TRUE_PEAK_DB).build())
                .build();
    }

    /** What speech recognisers want: 16 kHz, one channel, and loudness as it was. */
    static AudioDescription speech() {
        return described().codecSettings(codec -> codec.codec(AudioCodec.WAV).wavSettings(WavSettings.builder()
                .bitDepth(SPEECH_BITS).channels(1).sampleRate(SPEECH_RATE).format(WavFormat.RIFF).build())).build();
    }

    private static AudioDescription.Builder described() {
        return AudioDescription.builder().audioSourceName(MediaConvertJobRenderer.AUDIO)
                .audioTypeControl(AudioTypeControl.FOLLOW_INPUT)
                .languageCodeControl(AudioLanguageCodeControl.FOLLOW_INPUT);
    }
}
