package io.crealia.local.cloud.mediaconvert.spec;

import java.util.List;
import java.util.Optional;

/**
 * One output of a group.
 *
 * @param path JSON path of this output, for messages
 * @param faststart an MP4's index stands before its media
 * @param editList an MP4 may say by an edit list where its tracks begin; else they begin at once
 */
public record Output(String path, String nameModifier, Container container, boolean faststart, boolean editList,
        Optional<String> extension, Optional<VideoSpec> video, List<AudioSpec> audios, List<CaptionSpec> captions) {

    public Output {
        audios = List.copyOf(audios);
        captions = List.copyOf(captions);
    }

    public enum Container {
        CMFC, MP4, RAW
    }

    /**
     * @param languageTag RFC 5646, "en"; empty when unknown
     * @param burnIn how the text looks in the picture; absent for a rendition of its own
     */
    public record CaptionSpec(String selector, String languageTag, String description, Optional<BurnIn> burnIn) {}
}
