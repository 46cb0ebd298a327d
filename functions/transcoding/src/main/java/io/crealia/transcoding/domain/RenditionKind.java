package io.crealia.transcoding.domain;

import java.util.Locale;

/** What a rendition is for. */
public enum RenditionKind {
    HLS_VIDEO, HLS_AUDIO, HLS_CAPTIONS, MP4, SPEECH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
