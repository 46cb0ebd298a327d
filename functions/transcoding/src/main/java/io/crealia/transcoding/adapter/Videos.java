package io.crealia.transcoding.adapter;

import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.Size;
import software.amazon.awssdk.services.mediaconvert.model.AntiAlias;
import software.amazon.awssdk.services.mediaconvert.model.ColorCorrector;
import software.amazon.awssdk.services.mediaconvert.model.ColorMetadata;
import software.amazon.awssdk.services.mediaconvert.model.ColorSpaceConversion;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlaceAlgorithm;
import software.amazon.awssdk.services.mediaconvert.model.Deinterlacer;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlacerControl;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlacerMode;
import software.amazon.awssdk.services.mediaconvert.model.FrameCaptureSettings;
import software.amazon.awssdk.services.mediaconvert.model.H264AdaptiveQuantization;
import software.amazon.awssdk.services.mediaconvert.model.H264CodecLevel;
import software.amazon.awssdk.services.mediaconvert.model.H264CodecProfile;
import software.amazon.awssdk.services.mediaconvert.model.H264FramerateControl;
import software.amazon.awssdk.services.mediaconvert.model.H264FramerateConversionAlgorithm;
import software.amazon.awssdk.services.mediaconvert.model.H264GopSizeUnits;
import software.amazon.awssdk.services.mediaconvert.model.H264InterlaceMode;
import software.amazon.awssdk.services.mediaconvert.model.H264ParControl;
import software.amazon.awssdk.services.mediaconvert.model.H264QualityTuningLevel;
import software.amazon.awssdk.services.mediaconvert.model.H264RateControlMode;
import software.amazon.awssdk.services.mediaconvert.model.H264SceneChangeDetect;
import software.amazon.awssdk.services.mediaconvert.model.H264Settings;
import software.amazon.awssdk.services.mediaconvert.model.HDRToSDRToneMapper;
import software.amazon.awssdk.services.mediaconvert.model.ScalingBehavior;
import software.amazon.awssdk.services.mediaconvert.model.VideoCodec;
import software.amazon.awssdk.services.mediaconvert.model.VideoDescription;
import software.amazon.awssdk.services.mediaconvert.model.VideoPreprocessor;

/** Pictures, moving and still. */
final class Videos {
    private static final double GOP_SECONDS = 2.0;
    private static final int SHARPNESS = 50;
    private static final int FRAME_QUALITY = 80;

    private Videos() {}

    static VideoDescription h264(EncodePlan.Picture picture, EncodePlan.Rung rung) {
        return described(picture, rung.size()).colorMetadata(ColorMetadata.INSERT)
                .codecSettings(codec -> codec.codec(VideoCodec.H_264).h264Settings(settings(picture, rung))).build();
    }

    static VideoDescription frames(EncodePlan.Picture picture, EncodePlan.Capture capture) {
        // One picture every intervalMs: 1000 pictures in intervalMs seconds.
        var settings = FrameCaptureSettings.builder().framerateNumerator(1000)
                .framerateDenominator(capture.intervalMs()).maxCaptures(capture.count()).quality(FRAME_QUALITY)
                .build();
        return described(picture, capture.size())
                .codecSettings(codec -> codec.codec(VideoCodec.FRAME_CAPTURE).frameCaptureSettings(settings)).build();
    }

    private static VideoDescription.Builder described(EncodePlan.Picture picture, Size size) {
        var description = VideoDescription.builder().width(size.width()).height(size.height())
                .scalingBehavior(ScalingBehavior.FIT_NO_UPSCALE).antiAlias(AntiAlias.ENABLED).sharpness(SHARPNESS);
        return picture.toneMap() || picture.deinterlace()
                ? description.videoPreprocessors(preprocessor(picture))
                : description;
    }

    private static VideoPreprocessor preprocessor(EncodePlan.Picture picture) {
        var preprocessor = VideoPreprocessor.builder();
        if (picture.toneMap()) {
            preprocessor.colorCorrector(
                    ColorCorrector.builder().colorSpaceConversion(ColorSpaceConversion.FORCE_709)
                            .hdrToSdrToneMapper(HDRToSDRToneMapper.PRESERVE_DETAILS).build());
        }
        if (picture.deinterlace()) {
            preprocessor.deinterlacer(Deinterlacer.builder().mode(DeinterlacerMode.DEINTERLACE)
                    .algorithm(DeinterlaceAlgorithm.INTERPOLATE).control(DeinterlacerControl.NORMAL).build());
        }
        return preprocessor.build();
    }

    // Closed groups of two seconds without extra key frames: every rung can be cut at the same places.
    private static H264Settings settings(EncodePlan.Picture picture, EncodePlan.Rung rung) {
        return H264Settings.builder().rateControlMode(H264RateControlMode.QVBR)
                .qvbrSettings(qvbr -> qvbr.qvbrQualityLevel(rung.quality())).maxBitrate(rung.maxBitrate())
                .qualityTuningLevel(H264QualityTuningLevel.SINGLE_PASS_HQ)
                .sceneChangeDetect(H264SceneChangeDetect.DISABLED).gopSizeUnits(H264GopSizeUnits.SECONDS)
                .gopSize(GOP_SECONDS).gopClosedCadence(1).framerateControl(H264FramerateControl.SPECIFIED)
                .framerateNumerator(picture.frameRate().num()).framerateDenominator(picture.frameRate().den())
                .framerateConversionAlgorithm(H264FramerateConversionAlgorithm.DUPLICATE_DROP)
                .parControl(H264ParControl.SPECIFIED).parNumerator(1).parDenominator(1)
                .interlaceMode(H264InterlaceMode.PROGRESSIVE).codecProfile(H264CodecProfile.HIGH)
                .codecLevel(H264CodecLevel.AUTO).adaptiveQuantization(H264AdaptiveQuantization.AUTO).build();
    }
}
