package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.util.List;

/** No usable ffmpeg on this machine; the message lists every place that was tried. */
public final class FfmpegMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    FfmpegMissingException(List<String> tried) {
        super("no usable ffmpeg (version 5 or newer, with libx264). Tried " + String.join("; ", tried)
                + ". Install ffmpeg, set " + FfmpegLocator.CONFIGURED + ", or build local/cloud once to fetch it.");
    }
}
