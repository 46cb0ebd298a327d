package io.crealia.local.cloud.mediaconvert;

import java.util.Map;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.mediaconvert.model.*;

/** Job requests as the product's plan makes them, built with the real model classes. */
final class JobBodies {
    static final String AUDIO = "Audio Selector 1";
    static final String ROLE = "arn:aws:iam::000000000000:role/test";

    private JobBodies() {}

    static CreateJobRequest request(String input, OutputGroup... groups) {
        return request(input, _ -> {}, groups);
    }

    static CreateJobRequest request(String input, Consumer<Input.Builder> change, OutputGroup... groups) {
        var source = Input.builder().fileInput(input).timecodeSource(InputTimecodeSource.ZEROBASED)
                .videoSelector(selector -> selector.rotate(InputRotate.AUTO).colorSpace(ColorSpace.FOLLOW)
                        .padVideo(PadVideo.BLACK))
                .audioSelectors(
                        Map.of(AUDIO, AudioSelector.builder().defaultSelection(AudioDefaultSelection.DEFAULT)
                                .audioDurationCorrection(AudioDurationCorrection.AUTO).build()));
        change.accept(source);
        return CreateJobRequest.builder().role(ROLE).settings(settings -> settings
                .timecodeConfig(config -> config.source(TimecodeSource.ZEROBASED)).inputs(source.build())
                .outputGroups(groups))
                .build();
    }

    /** HLS with one video output per height and one audio output. */
    static OutputGroup cmaf(String destination, boolean audio, int... heights) {
        var outputs = new ArrayList<Output>();
        for (int height : heights) {
            outputs.add(
                    Output.builder().nameModifier("_" + height).containerSettings(c -> c.container(ContainerType.CMFC))
                            .videoDescription(video(height)).build());
        }
        if (audio) {
            outputs.add(Output.builder().nameModifier("_audio").containerSettings(c -> c.container(ContainerType.CMFC))
                    .audioDescriptions(aac()).build());
        }
        return cmaf(destination, outputs);
    }

    static OutputGroup cmaf(String destination, List<Output> outputs) {
        return OutputGroup.builder().name("CMAF").outputs(outputs).outputGroupSettings(group -> group
                .type(OutputGroupType.CMAF_GROUP_SETTINGS)
                .cmafGroupSettings(cmaf -> cmaf.destination(destination).segmentLength(6)
                        .fragmentLength(2).segmentControl(CmafSegmentControl.SEGMENTED_FILES)
                        .writeHlsManifest(CmafWriteHLSManifest.ENABLED)
                        .writeDashManifest(CmafWriteDASHManifest.DISABLED)
                        .codecSpecification(CmafCodecSpecification.RFC_6381)
                        .manifestDurationFormat(CmafManifestDurationFormat.FLOATING_POINT)
                        .targetDurationCompatibilityMode(CmafTargetDurationCompatibilityMode.SPEC_COMPLIANT)
                        .streamInfResolution(CmafStreamInfResolution.INCLUDE)
                        .destinationSettings(to -> to.s3Settings(s3 -> s3.encryption(
                                e -> e.encryptionType(S3ServerSideEncryptionType.SERVER_SIDE_ENCRYPTION_S3))))))
                .build();
    }

    static VideoDescription video(int height) {
        return VideoDescription.builder().height(height).width(height * 16 / 9 / 2 * 2)
                .scalingBehavior(ScalingBehavior.FIT_NO_UPSCALE)
                .antiAlias(AntiAlias.ENABLED).sharpness(50).colorMetadata(ColorMetadata.INSERT)
                .videoPreprocessors(
                        pre -> pre.colorCorrector(c -> c.colorSpaceConversion(ColorSpaceConversion.FORCE_709)
                                .hdrToSdrToneMapper(HDRToSDRToneMapper.PRESERVE_DETAILS)))
                .codecSettings(codec -> codec.codec(VideoCodec.H_264).h264Settings(h264(400_000))).build();
    }

    static H264Settings h264(int maxBitrate) {
        return H264Settings.builder().rateControlMode(H264RateControlMode.QVBR).qvbrSettings(q -> q.qvbrQualityLevel(7))
                .maxBitrate(maxBitrate).qualityTuningLevel(H264QualityTuningLevel.SINGLE_PASS_HQ)
                .sceneChangeDetect(H264SceneChangeDetect.TRANSITION_DETECTION).gopSizeUnits(H264GopSizeUnits.SECONDS)
                .gopSize(2.0)
                .gopClosedCadence(1).framerateControl(H264FramerateControl.INITIALIZE_FROM_SOURCE)
                .parControl(H264ParControl.SPECIFIED).parNumerator(1).parDenominator(1)
                .codecProfile(H264CodecProfile.HIGH)
                .codecLevel(H264CodecLevel.AUTO).adaptiveQuantization(H264AdaptiveQuantization.AUTO).build();
    }

    static AudioDescription aac() {
        return AudioDescription.builder().audioSourceName(AUDIO).audioTypeControl(AudioTypeControl.FOLLOW_INPUT)
                .languageCodeControl(AudioLanguageCodeControl.FOLLOW_INPUT)
                .codecSettings(codec -> codec.codec(AudioCodec.AAC).aacSettings(aac -> aac.bitrate(128_000)
                        .codingMode(AacCodingMode.CODING_MODE_2_0).sampleRate(48_000).codecProfile(AacCodecProfile.LC)
                        .rateControlMode(AacRateControlMode.CBR)))
                .audioNormalizationSettings(n -> n.algorithm(AudioNormalizationAlgorithm.ITU_BS_1770_4)
                        .algorithmControl(AudioNormalizationAlgorithmControl.CORRECT_AUDIO).targetLkfs(-14.0)
                        .truePeakLimiterThreshold(-1.0).peakCalculation(AudioNormalizationPeakCalculation.TRUE_PEAK)
                        .loudnessLogging(AudioNormalizationLoudnessLogging.DONT_LOG))
                .build();
    }

    static OutputGroup files(String destination, Output... outputs) {
        return OutputGroup.builder().name("File Group").outputs(outputs).outputGroupSettings(group -> group
                .type(OutputGroupType.FILE_GROUP_SETTINGS).fileGroupSettings(file -> file.destination(destination)))
                .build();
    }

    static Output mp4(int height, boolean audio) {
        var output = Output.builder().nameModifier("_" + height).videoDescription(video(height)).containerSettings(
                c -> c.container(ContainerType.MP4)
                        .mp4Settings(m -> m.moovPlacement(Mp4MoovPlacement.PROGRESSIVE_DOWNLOAD)));
        return audio ? output.audioDescriptions(aac()).build() : output.build();
    }

    static Output wav() {
        return Output.builder().containerSettings(c -> c.container(ContainerType.RAW))
                .audioDescriptions(AudioDescription.builder().audioSourceName(AUDIO)
                        .codecSettings(codec -> codec.codec(AudioCodec.WAV)
                                .wavSettings(wav -> wav.bitDepth(16).channels(1).sampleRate(16_000)))
                        .build())
                .build();
    }

    static Output frames(String modifier, int everySeconds, int most, int width, int height) {
        return Output.builder().nameModifier(modifier).containerSettings(c -> c.container(ContainerType.RAW))
                .videoDescription(video -> video.width(width).height(height).scalingBehavior(ScalingBehavior.FIT)
                        .codecSettings(codec -> codec.codec(VideoCodec.FRAME_CAPTURE)
                                .frameCaptureSettings(frames -> frames
                                        .framerateNumerator(1).framerateDenominator(everySeconds).maxCaptures(most)
                                        .quality(80))))
                .build();
    }
}
