package io.crealia.transcoding.adapter;

import io.crealia.transcoding.domain.ClipPlan;
import io.crealia.transcoding.port.ClipOrder;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.mediaconvert.model.AudioDefaultSelection;
import software.amazon.awssdk.services.mediaconvert.model.AudioDurationCorrection;
import software.amazon.awssdk.services.mediaconvert.model.AudioSelector;
import software.amazon.awssdk.services.mediaconvert.model.BurninDestinationSettings;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleAlignment;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleBackgroundColor;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleFallbackFont;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleFontColor;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleOutlineColor;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleShadowColor;
import software.amazon.awssdk.services.mediaconvert.model.BurnInSubtitleStylePassthrough;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleTeletextSpacing;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDescription;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDestinationType;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSelector;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSourceType;
import software.amazon.awssdk.services.mediaconvert.model.ColorSpace;
import software.amazon.awssdk.services.mediaconvert.model.ContainerType;
import software.amazon.awssdk.services.mediaconvert.model.FileSourceTimeDeltaUnits;
import software.amazon.awssdk.services.mediaconvert.model.Input;
import software.amazon.awssdk.services.mediaconvert.model.InputClipping;
import software.amazon.awssdk.services.mediaconvert.model.InputRotate;
import software.amazon.awssdk.services.mediaconvert.model.InputTimecodeSource;
import software.amazon.awssdk.services.mediaconvert.model.JobSettings;
import software.amazon.awssdk.services.mediaconvert.model.Mp4C2paManifest;
import software.amazon.awssdk.services.mediaconvert.model.Mp4CslgAtom;
import software.amazon.awssdk.services.mediaconvert.model.Mp4MoovPlacement;
import software.amazon.awssdk.services.mediaconvert.model.Output;
import software.amazon.awssdk.services.mediaconvert.model.Rectangle;
import software.amazon.awssdk.services.mediaconvert.model.TimecodeSource;

/** The job of one reel. Its file is exactly the plan's key: {@code .mp4} is what MediaConvert adds to a destination. */
final class ClipJobs {
    private static final String CAPTIONS = "Captions reel";
    private static final String EXTENSION = ".mp4";
    private static final int SHADOW_OPACITY = 160;
    private static final int OPAQUE = 255;

    private final MediaConvertSettings settings;

    ClipJobs(MediaConvertSettings settings) {
        this.settings = settings;
    }

    JobSettings settings(ClipOrder order) {
        var key = order.plan().key();
        var destination = settings.address(key.substring(0, key.length() - EXTENSION.length()));
        return JobSettings.builder().timecodeConfig(timecode -> timecode.source(TimecodeSource.ZEROBASED))
                .inputs(input(order))
                .outputGroups(OutputGroups.files("reel", destination, List.of(output(order.plan())))).build();
    }

    private Input input(ClipOrder order) {
        var plan = order.plan();
        var input = Input.builder().fileInput(settings.address(order.sourceKey()))
                .timecodeSource(InputTimecodeSource.ZEROBASED)
                .videoSelector(selector -> selector.rotate(InputRotate.AUTO).colorSpace(ColorSpace.FOLLOW))
                .inputClippings(InputClipping.builder().startTimecode(plan.timecode(plan.from()))
                        .endTimecode(plan.timecode(plan.to())).build());
        if (plan.audio()) {
            input.audioSelectors(Map.of(MediaConvertJobRenderer.AUDIO,
                    AudioSelector.builder().defaultSelection(AudioDefaultSelection.DEFAULT)
                            .audioDurationCorrection(AudioDurationCorrection.AUTO).build()));
        }
        if (plan.look() instanceof ClipPlan.Look.Track(var x, var y, var width, var height)) {
            input.crop(Rectangle.builder().x(x).y(y).width(width).height(height).build());
        }
        // Times of SubRip count from the start of the file, not of the clip: no delta.
        plan.burned().ifPresent(burned -> input.captionSelectors(Map.of(CAPTIONS, CaptionSelector.builder()
                .sourceSettings(source -> source.sourceType(CaptionSourceType.SRT)
                        .fileSourceSettings(file -> file.sourceFile(settings.address(burned.srtKey())).timeDelta(0)
                                .timeDeltaUnits(FileSourceTimeDeltaUnits.MILLISECONDS)))
                .build())));
        return input.build();
    }

    private Output output(ClipPlan plan) {
        // Version 1 offsets are signed: pictures that are shown later than decoded need no edit list.
        var output = Output.builder().containerSettings(container -> container.container(ContainerType.MP4)
                .mp4Settings(mp4 -> mp4.moovPlacement(Mp4MoovPlacement.PROGRESSIVE_DOWNLOAD).cttsVersion(1)
                        .cslgAtom(Mp4CslgAtom.INCLUDE).c2paManifest(Mp4C2paManifest.EXCLUDE)))
                .videoDescription(ClipVideos.reel(plan, settings));
        if (plan.audio()) {
            output.audioDescriptions(Sounds.aac());
        }
        plan.burned().ifPresent(burned -> output.captionDescriptions(CaptionDescription.builder()
                .captionSelectorName(CAPTIONS).customLanguageCode(burned.language())
                .destinationSettings(destination -> destination.destinationType(CaptionDestinationType.BURN_IN)
                        .burninDestinationSettings(style(burned)))
                .build()));
        return output.build();
    }

    private static BurninDestinationSettings style(ClipPlan.Burned burned) {
        return BurninDestinationSettings.builder().alignment(BurninSubtitleAlignment.CENTERED)
                .fontSize(burned.fontSize()).fontColor(BurninSubtitleFontColor.WHITE).fontOpacity(OPAQUE)
                .outlineColor(BurninSubtitleOutlineColor.BLACK).outlineSize(burned.outline())
                .backgroundColor(BurninSubtitleBackgroundColor.NONE).backgroundOpacity(0)
                .shadowColor(BurninSubtitleShadowColor.BLACK).shadowOpacity(SHADOW_OPACITY).shadowXOffset(2)
                .shadowYOffset(2).yPosition(burned.top())
                .teletextSpacing(BurninSubtitleTeletextSpacing.PROPORTIONAL)
                .stylePassthrough(BurnInSubtitleStylePassthrough.DISABLED)
                .fallbackFont(BurninSubtitleFallbackFont.PROPORTIONAL_SANSSERIF).build();
    }
}
