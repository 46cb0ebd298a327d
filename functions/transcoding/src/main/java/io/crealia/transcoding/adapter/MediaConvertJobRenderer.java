package io.crealia.transcoding.adapter;

import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.port.ClipOrder;
import io.crealia.transcoding.port.JobOrder;
import io.crealia.transcoding.port.TranscodeOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.mediaconvert.model.AccelerationMode;
import software.amazon.awssdk.services.mediaconvert.model.AudioDefaultSelection;
import software.amazon.awssdk.services.mediaconvert.model.AudioDurationCorrection;
import software.amazon.awssdk.services.mediaconvert.model.AudioSelector;
import software.amazon.awssdk.services.mediaconvert.model.BillingTagsSource;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSelector;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSourceType;
import software.amazon.awssdk.services.mediaconvert.model.ColorSpace;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.Input;
import software.amazon.awssdk.services.mediaconvert.model.InputRotate;
import software.amazon.awssdk.services.mediaconvert.model.InputTimecodeSource;
import software.amazon.awssdk.services.mediaconvert.model.JobSettings;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroup;
import software.amazon.awssdk.services.mediaconvert.model.PadVideo;
import software.amazon.awssdk.services.mediaconvert.model.StatusUpdateInterval;
import software.amazon.awssdk.services.mediaconvert.model.TimecodeSource;

/** Words an order as a MediaConvert job. Pure: the same order gives the same request. */
public final class MediaConvertJobRenderer {
    static final String AUDIO = "Audio Selector 1";

    private final MediaConvertSettings settings;

    public MediaConvertJobRenderer(MediaConvertSettings settings) {
        this.settings = settings;
    }

    public CreateJobRequest render(JobOrder order) {
        return CreateJobRequest.builder().role(settings.roleArn()).queue(settings.queueArn())
                // Deduplicates for a minute only: the claim and the token below do the rest.
                .clientRequestToken(order.key().value()).userMetadata(JobMetadata.of(order))
                .tags(Map.of("crealia:asset", order.assetId().value())).billingTagsSource(BillingTagsSource.JOB)
                .statusUpdateInterval(StatusUpdateInterval.SECONDS_10)
                .accelerationSettings(acceleration -> acceleration.mode(AccelerationMode.DISABLED))
                .settings(switch (order) {
                    case TranscodeOrder whole -> settings(whole);
                    case ClipOrder clip -> new ClipJobs(settings).settings(clip);
                }).build();
    }

    private JobSettings settings(TranscodeOrder order) {
        return JobSettings.builder().timecodeConfig(timecode -> timecode.source(TimecodeSource.ZEROBASED))
                .inputs(input(order)).outputGroups(groups(order)).build();
    }

    private Input input(TranscodeOrder order) {
        var plan = order.plan();
        var input = Input.builder().fileInput(settings.address(order.sourceKey()))
                .timecodeSource(InputTimecodeSource.ZEROBASED);
        if (plan.picture().isPresent()) {
            // AUTO is not the default: without it a phone's portrait video lies on its side.
            input.videoSelector(selector -> selector.rotate(InputRotate.AUTO).colorSpace(ColorSpace.FOLLOW)
                    .padVideo(PadVideo.BLACK));
        }
        if (plan.audio()) {
            input.audioSelectors(Map.of(AUDIO, AudioSelector.builder().defaultSelection(AudioDefaultSelection.DEFAULT)
                    .audioDurationCorrection(AudioDurationCorrection.AUTO).build()));
        }
        if (!plan.captions().isEmpty()) {
            input.captionSelectors(captionSelectors(plan));
        }
        return input.build();
    }

    private Map<String, CaptionSelector> captionSelectors(EncodePlan plan) {
        var selectors = new LinkedHashMap<String, CaptionSelector>();
        plan.captions()
                .forEach(caption -> selectors.put(captionName(caption), CaptionSelector.builder()
                        .sourceSettings(source -> source.sourceType(CaptionSourceType.WEBVTT)
                                .fileSourceSettings(file -> file.sourceFile(settings.address(caption.key()))))
                        .build()));
        return selectors;
    }

    static String captionName(EncodePlan.Caption caption) {
        return "Captions " + caption.language();
    }

    private List<OutputGroup> groups(TranscodeOrder order) {
        var plan = order.plan();
        var layout = order.layout();
        var groups = new ArrayList<OutputGroup>();
        groups.add(OutputGroups.hls(settings.address(layout.hlsBase()), plan));
        plan.picture().ifPresent(picture -> {
            groups.add(OutputGroups.files("mp4", settings.address(layout.mp4Base()),
                    List.of(Outputs.mp4(picture, plan.audio()))));
            groups.add(OutputGroups.files("frames", settings.address(layout.frameBase()),
                    List.of(Outputs.posters(picture), Outputs.tiles(picture))));
        });
        if (plan.audio()) {
            groups.add(
                    OutputGroups.files("speech", settings.address(layout.speechBase()), List.of(Outputs.speech())));
        }
        return groups;
    }
}
