package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.mediaconvert.spec.JobInput;
import java.util.ArrayList;
import java.util.List;

/** Turns the picture, and makes sure that no output carries the file's rotation on. */
final class Rotation {
    private Rotation() {}

    /**
     * Whether ffmpeg turns the picture by the file's data. Before version 6 it must: without it the file's rotation is
     * copied to the outputs, whatever the filters do, so an unwanted turn is undone instead.
     */
    static boolean byFfmpeg(Source source, Ffmpeg ffmpeg) {
        return source.settings().rotate() == JobInput.Rotate.AUTO || ffmpeg.major() < 6;
    }

    static List<String> filters(Source source, Ffmpeg ffmpeg) {
        int wanted = source.rotation();
        if (byFfmpeg(source, ffmpeg)) {
            int done = source.video().map(MediaInfo.Video::rotation).orElse(0);
            return turn(Math.floorMod(wanted - done, 360));
        }
        var filters = new ArrayList<>(List.of("sidedata=mode=delete:type=DISPLAYMATRIX"));
        filters.addAll(turn(wanted));
        return filters;
    }

    private static List<String> turn(int clockwise) {
        return switch (clockwise) {
            case 90 -> List.of("transpose=clock");
            case 180 -> List.of("hflip", "vflip");
            case 270 -> List.of("transpose=cclock");
            default -> List.of();
        };
    }
}
