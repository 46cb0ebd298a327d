package io.crealia.transcoding.adapter;

import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.OutputLayout;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDescription;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDestinationType;
import software.amazon.awssdk.services.mediaconvert.model.CmfcC2paManifest;
import software.amazon.awssdk.services.mediaconvert.model.CmfcKlvMetadata;
import software.amazon.awssdk.services.mediaconvert.model.CmfcScte35Esam;
import software.amazon.awssdk.services.mediaconvert.model.CmfcScte35Source;
import software.amazon.awssdk.services.mediaconvert.model.CmfcTimedMetadata;
import software.amazon.awssdk.services.mediaconvert.model.ContainerType;
import software.amazon.awssdk.services.mediaconvert.model.Mp4C2paManifest;
import software.amazon.awssdk.services.mediaconvert.model.Mp4MoovPlacement;
import software.amazon.awssdk.services.mediaconvert.model.Output;

/** The outputs of a job. Their name modifiers are what {@link OutputLayout} counts on. */
final class Outputs {
    private Outputs() {}

    static Output hlsVideo(EncodePlan.Picture picture, EncodePlan.Rung rung) {
        return segmented(OutputLayout.VIDEO_MODIFIER + rung.name())
                .videoDescription(Videos.h264(picture, rung)).build();
    }

    static Output hlsAudio() {
        return segmented(OutputLayout.AUDIO_MODIFIER).audioDescriptions(Sounds.aac()).build();
    }

    static Output hlsCaptions(EncodePlan.Caption caption) {
        var description = CaptionDescription.builder()
                .captionSelectorName(MediaConvertJobRenderer.captionName(caption))
                .customLanguageCode(caption.language())
                .destinationSettings(destination -> destination.destinationType(CaptionDestinationType.WEBVTT))
                .build();
        return segmented(OutputLayout.VIDEO_MODIFIER + caption.language())
                .captionDescriptions(description).build();
    }

    static Output mp4(EncodePlan.Picture picture, boolean audio) {
        var output = Output.builder().nameModifier(OutputLayout.VIDEO_MODIFIER + picture.mp4().name())
                .containerSettings(container -> container.container(ContainerType.MP4)
                        .mp4Settings(mp4 -> mp4.moovPlacement(Mp4MoovPlacement.PROGRESSIVE_DOWNLOAD)
                                .c2paManifest(Mp4C2paManifest.EXCLUDE)))
                .videoDescription(Videos.h264(picture, picture.mp4()));
        return (audio ? output.audioDescriptions(Sounds.aac()) : output).build();
    }

    static Output posters(EncodePlan.Picture picture) {
        return output(ContainerType.RAW, OutputLayout.POSTER_MODIFIER)
                .videoDescription(Videos.frames(picture, picture.frames().poster())).build();
    }

    static Output tiles(EncodePlan.Picture picture) {
        return output(ContainerType.RAW, OutputLayout.TILE_MODIFIER)
                .videoDescription(Videos.frames(picture, picture.frames().tiles())).build();
    }

    static Output speech() {
        return Output.builder().containerSettings(container -> container.container(ContainerType.RAW))
                .extension("wav").audioDescriptions(Sounds.speech()).build();
    }

    /**
     * A telephone's or drone's metadata tracks (KLV, ID3, ad markers, provenance) hold its position, so none is passed
     * on. These are the service's defaults, said so that they stay ours.
     */
    private static Output.Builder segmented(String modifier) {
        return Output.builder().nameModifier(modifier)
                .containerSettings(container -> container.container(ContainerType.CMFC)
                        .cmfcSettings(cmfc -> cmfc.klvMetadata(CmfcKlvMetadata.NONE)
                                .timedMetadata(CmfcTimedMetadata.NONE).scte35Source(CmfcScte35Source.NONE)
                                .scte35Esam(CmfcScte35Esam.NONE).c2paManifest(CmfcC2paManifest.EXCLUDE)));
    }

    private static Output.Builder output(ContainerType type, String modifier) {
        return Output.builder().nameModifier(modifier).containerSettings(container -> container.container(type));
    }
}
