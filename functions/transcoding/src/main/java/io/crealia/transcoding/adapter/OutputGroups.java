package io.crealia.transcoding.adapter;

import io.crealia.transcoding.domain.EncodePlan;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.mediaconvert.model.CmafCodecSpecification;
import software.amazon.awssdk.services.mediaconvert.model.CmafGroupSettings;
import software.amazon.awssdk.services.mediaconvert.model.CmafManifestDurationFormat;
import software.amazon.awssdk.services.mediaconvert.model.CmafSegmentControl;
import software.amazon.awssdk.services.mediaconvert.model.CmafStreamInfResolution;
import software.amazon.awssdk.services.mediaconvert.model.CmafTargetDurationCompatibilityMode;
import software.amazon.awssdk.services.mediaconvert.model.CmafWriteDASHManifest;
import software.amazon.awssdk.services.mediaconvert.model.CmafWriteHLSManifest;
import software.amazon.awssdk.services.mediaconvert.model.FileGroupSettings;
import software.amazon.awssdk.services.mediaconvert.model.Output;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroup;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroupType;

/** Outputs that lie together. */
final class OutputGroups {
    private static final int SEGMENT_SECONDS = 6;
    private static final int FRAGMENT_SECONDS = 2;

    private OutputGroups() {}

    /** One rendition per output: in CMAF, picture and sound are never in one file. */
    static OutputGroup hls(String destination, EncodePlan plan) {
        var outputs = new ArrayList<Output>();
        plan.picture()
                .ifPresent(picture -> picture.rungs().forEach(rung -> outputs.add(Outputs.hlsVideo(picture, rung))));
        if (plan.audio()) {
            outputs.add(Outputs.hlsAudio());
        }
        plan.captions().forEach(caption -> outputs.add(Outputs.hlsCaptions(caption)));
        var cmaf = CmafGroupSettings.builder().destination(destination).segmentLength(SEGMENT_SECONDS)
                .fragmentLength(FRAGMENT_SECONDS).segmentControl(CmafSegmentControl.SEGMENTED_FILES)
                .writeHlsManifest(CmafWriteHLSManifest.ENABLED).writeDashManifest(CmafWriteDASHManifest.DISABLED)
                .codecSpecification(CmafCodecSpecification.RFC_6381)
                .manifestDurationFormat(CmafManifestDurationFormat.FLOATING_POINT)
                .targetDurationCompatibilityMode(CmafTargetDurationCompatibilityMode.SPEC_COMPLIANT)
                .streamInfResolution(CmafStreamInfResolution.INCLUDE).build();
        return OutputGroup.builder().name("CMAF").customName("hls")
                .outputGroupSettings(
                        group -> group.type(OutputGroupType.CMAF_GROUP_SETTINGS).cmafGroupSettings(cmaf))
                .outputs(outputs).build();
    }

    static OutputGroup files(String name, String destination, List<Output> outputs) {
        return OutputGroup.builder().name("File Group").customName(name)
                .outputGroupSettings(group -> group.type(OutputGroupType.FILE_GROUP_SETTINGS)
                        .fileGroupSettings(FileGroupSettings.builder().destination(destination).build()))
                .outputs(outputs).build();
    }
}
