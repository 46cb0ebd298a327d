package io.crealia.transcoding.adapter;

import io.crealia.transcoding.domain.ClipPlan;
import software.amazon.awssdk.services.mediaconvert.model.AntiAlias;
import software.amazon.awssdk.services.mediaconvert.model.ColorMetadata;
import software.amazon.awssdk.services.mediaconvert.model.ColorSpaceConversion;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlaceAlgorithm;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlacerControl;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlacerMode;
import software.amazon.awssdk.services.mediaconvert.model.H264AdaptiveQuantization;
import software.amazon.awssdk.services.mediaconvert.model.H264CodecLevel;
import software.amazon.awssdk.services.mediaconvert.model.H264CodecProfile;
import software.amazon.awssdk.services.mediaconvert.model.H264DynamicSubGop;
import software.amazon.awssdk.services.mediaconvert.model.H264FramerateControl;
import software.amazon.awssdk.services.mediaconvert.model.H264FramerateConversionAlgorithm;
import software.amazon.awssdk.services.mediaconvert.model.H264GopBReference;
import software.amazon.awssdk.services.mediaconvert.model.H264GopSizeUnits;
import software.amazon.awssdk.services.mediaconvert.model.H264InterlaceMode;
import software.amazon.awssdk.services.mediaconvert.model.H264ParControl;
import software.amazon.awssdk.services.mediaconvert.model.H264QualityTuningLevel;
import software.amazon.awssdk.services.mediaconvert.model.H264RateControlMode;
import software.amazon.awssdk.services.mediaconvert.model.H264SceneChangeDetect;
import software.amazon.awssdk.services.mediaconvert.model.H264Settings;
import software.amazon.awssdk.services.mediaconvert.model.HDRToSDRToneMapper;
import software.amazon.awssdk.services.mediaconvert.model.InsertableImage;
import software.amazon.awssdk.services.mediaconvert.model.ScalingBehavior;
import software.amazon.awssdk.services.mediaconvert.model.VideoCodec;
import software.amazon.awssdk.services.mediaconvert.model.VideoDescription;
import software.amazon.awssdk.services.mediaconvert.model.VideoPreprocessor;

/** The picture of a reel, as all platforms take it: H.264 High, Rec.709, constant rate, closed groups of one second. */
final class ClipVideos {
    private static final double GOP_SECONDS = 1.0;
    private static final int B_FRAMES = 2;
    private static final int QUALITY = 8;
    private static final int SHARPNESS = 75;
    private static final int OPAQUE = 100;

    private ClipVideos() {}

    static VideoDescription reel(ClipPlan plan, MediaConvertSettings settings) {
        var fitted = plan.look() instanceof ClipPlan.Look.FitBlur;
        return VideoDescription.builder().width(plan.output().width()).height(plan.output().height())
                // DEFAULT fits the whole picture in and fills up with black, which the backdrop covers.
                .scalingBehavior(fitted ? ScalingBehavior.DEFAULT : ScalingBehavior.FILL)
                .antiAlias(AntiAlias.ENABLED).sharpness(SHARPNESS).colorMetadata(ColorMetadata.INSERT)
                .videoPreprocessors(preprocessor(plan, settings))
                .codecSettings(codec -> codec.codec(VideoCodec.H_264).h264Settings(h264(plan))).build();
    }

    private static VideoPreprocessor preprocessor(ClipPlan plan, MediaConvertSettings settings) {
        var preprocessor = VideoPreprocessor.builder()
                .colorCorrector(colour -> colour.colorSpaceConversion(ColorSpaceConversion.FORCE_709)
                        .hdrToSdrToneMapper(plan.toneMap() ? HDRToSDRToneMapper.PRESERVE_DETAILS : null));
        if (plan.deinterlace()) {
            preprocessor.deinterlacer(fields -> fields.mode(DeinterlacerMode.DEINTERLACE)
                    .algorithm(DeinterlaceAlgorithm.INTERPOLATE).control(DeinterlacerControl.NORMAL));
        }
        if (plan.look() instanceof ClipPlan.Look.FitBlur(var backdrop)) {
            preprocessor.imageInserter(inserter -> inserter.insertableImages(InsertableImage.builder()
                    .imageInserterInput(settings.address(backdrop)).imageX(0).imageY(0).layer(0).opacity(OPAQUE)
                    .build()));
        }
        return preprocessor.build();
    }

    private static H264Settings h264(ClipPlan plan) {
        return H264Settings.builder().rateControlMode(H264RateControlMode.QVBR)
                .qvbrSettings(qvbr -> qvbr.qvbrQualityLevel(QUALITY)).maxBitrate(plan.maxBitrate())
                .qualityTuningLevel(H264QualityTuningLevel.SINGLE_PASS_HQ)
                .sceneChangeDetect(H264SceneChangeDetect.TRANSITION_DETECTION)
                .gopSizeUnits(H264GopSizeUnits.SECONDS).gopSize(GOP_SECONDS).gopClosedCadence(1)
                .numberBFramesBetweenReferenceFrames(B_FRAMES).dynamicSubGop(H264DynamicSubGop.STATIC)
                .gopBReference(H264GopBReference.ENABLED).framerateControl(H264FramerateControl.SPECIFIED)
                .framerateNumerator(plan.frameRate().num()).framerateDenominator(plan.frameRate().den())
                .framerateConversionAlgorithm(H264FramerateConversionAlgorithm.DUPLICATE_DROP)
                .parControl(H264ParControl.SPECIFIED).parNumerator(1).parDenominator(1)
                .interlaceMode(H264InterlaceMode.PROGRESSIVE).codecProfile(H264CodecProfile.HIGH)
                .codecLevel(H264CodecLevel.AUTO).adaptiveQuantization(H264AdaptiveQuantization.AUTO).build();
    }
}
