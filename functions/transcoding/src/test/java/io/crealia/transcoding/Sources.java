package io.crealia.transcoding;

import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.Ratio;
import java.util.Optional;

/** Sources as creators have them, by meaning. */
public final class Sources {
    public static final MediaInfo.Audio STEREO = new MediaInfo.Audio("aac", 2, 48_000);

    private Sources() {}

    public static MediaInfo.Video video(int width, int height) {
        return new MediaInfo.Video("avc", width, height, 0, new Ratio(30, 1), false, 8, MediaInfo.Transfer.SDR, false,
                Ratio.ONE);
    }

    public static MediaInfo of(MediaInfo.Video video) {
        return of(video, 10_000);
    }

    public static MediaInfo of(MediaInfo.Video video, long durationMs) {
        return new MediaInfo("mp4", durationMs, 1_000_000, Optional.of(video), Optional.of(STEREO));
    }

    public static MediaInfo landscape1080() {
        return of(video(1920, 1080));
    }

    public static MediaInfo landscape720() {
        return of(video(1280, 720));
    }

    public static MediaInfo uhd() {
        return of(video(3840, 2160));
    }

    /** As a phone stores it: landscape, and a note to turn it. */
    public static MediaInfo portrait(int rotation) {
        var v = video(1920, 1080);
        return of(new MediaInfo.Video(v.codec(), v.width(), v.height(), rotation, v.frameRate(), false, 8,
                MediaInfo.Transfer.SDR, false, Ratio.ONE));
    }

    public static MediaInfo rate(Ratio rate, boolean variable) {
        return of(
                new MediaInfo.Video("avc", 1280, 720, 0, rate, variable, 8, MediaInfo.Transfer.SDR, false, Ratio.ONE));
    }

    public static MediaInfo hdr(MediaInfo.Transfer transfer) {
        return of(new MediaInfo.Video("hevc", 1280, 720, 0, new Ratio(30, 1), false, 10, transfer, false, Ratio.ONE));
    }

    public static MediaInfo interlaced() {
        return of(new MediaInfo.Video("mpeg2", 720, 576, 0, new Ratio(25, 1), false, 8, MediaInfo.Transfer.SDR, true,
                new Ratio(16, 15)));
    }

    public static MediaInfo silent() {
        return new MediaInfo("mp4", 10_000, 1_000_000, Optional.of(video(1280, 720)), Optional.empty());
    }

    public static MediaInfo soundOnly() {
        return new MediaInfo("mp4", 10_000, 1_000_000, Optional.empty(), Optional.of(STEREO));
    }

    public static MediaInfo lasting(long durationMs) {
        return of(video(1280, 720), durationMs);
    }
}
