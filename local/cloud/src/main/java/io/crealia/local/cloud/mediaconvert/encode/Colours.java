package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.mediaconvert.spec.VideoSpec;
import java.util.List;

/** Filters that bring a picture into Rec.709. */
final class Colours {
    /** Below this height untagged video is taken for standard definition, as players do. */
    private static final int HIGH_DEFINITION = 720;
    private static final String TAGS = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv";

    private Colours() {}

    /** @return filters in order, none when the colours stay */
    static List<String> filters(VideoSpec.Colour wanted, MediaInfo.Video video, Ffmpeg ffmpeg)
            throws JobFailedException {
        if (wanted == VideoSpec.Colour.NONE) {
            return List.of();
        }
        return video.highDynamicRange() ? toneMapped(video, ffmpeg) : List.of(standard(video), TAGS);
    }

    static boolean highDefinition(MediaInfo.Video video) {
        return video.height() >= HIGH_DEFINITION;
    }

    private static String standard(MediaInfo.Video video) {
        String matrix = switch (video.matrix()) {
            case "smpte170m", "bt470bg", "fcc" -> "bt601";
            case "bt2020nc", "bt2020c" -> "bt2020";
            case "smpte240m" -> "smpte240m";
            case "bt709" -> "bt709";
            default -> video.height() >= HIGH_DEFINITION ? "bt709" : "bt601";
        };
        return "scale=in_color_matrix=" + matrix + ":out_color_matrix=bt709:out_range=tv";
    }

    /** Linear light, Rec.709 primaries, Hable's curve: highlights roll off and mid-tones keep their place. */
    private static List<String> toneMapped(MediaInfo.Video video, Ffmpeg ffmpeg) throws JobFailedException {
        boolean hlg = video.transfer().equals("arib-std-b67");
        if (ffmpeg.hasFilter("zscale") && ffmpeg.hasFilter("tonemap")) {
            String in = "zscale=tin=" + video.transfer() + ":min=2020_ncl:pin=2020:t=linear:npl=" + (hlg ? 203 : 100);
            return List.of(in, "format=gbrpf32le", "zscale=p=709", "tonemap=tonemap=hable:desat=0",
                    "zscale=t=709:m=709:r=limited", "format=yuv420p", TAGS);
        }
        if (hlg) {
            // HLG is made so that a standard screen shows it acceptably; only the matrix has to change.
            return List.of("scale=in_color_matrix=bt2020:out_color_matrix=bt709:out_range=tv", TAGS);
        }
        throw new JobFailedException(JobFailedException.SETTINGS,
                "this ffmpeg has no zscale filter, so PQ video cannot be brought to Rec.709; use another ffmpeg "
                        + "(CREALIA_FFMPEG)");
    }
}
