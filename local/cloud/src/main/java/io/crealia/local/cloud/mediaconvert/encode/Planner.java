package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ratio;
import io.crealia.local.cloud.mediaconvert.spec.Output;
import io.crealia.local.cloud.mediaconvert.spec.OutputGroup;
import io.crealia.local.cloud.mediaconvert.spec.VideoCodec;
import io.crealia.local.cloud.mediaconvert.spec.VideoSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides, per output, the file ffmpeg writes, the size of the picture and the frame rate. */
final class Planner {
    private Planner() {}

    static List<Planned> plan(Source source, List<OutputGroup> groups) throws JobFailedException {
        var planned = new ArrayList<Planned>();
        for (OutputGroup group : groups) {
            for (Output output : group.outputs()) {
                planned.add(plan(source, group, output, planned.size()));
            }
        }
        return shareEncoders(planned);
    }

    /** An MP4 that is a rung of the ladder once more takes the rung's video: encoding is most of a job's time. */
    private static List<Planned> shareEncoders(List<Planned> planned) {
        return planned.stream().map(output -> output.kind() != Planned.Kind.MP4
                ? output
                : planned.stream()
                        .filter(rung -> rung.kind() == Planned.Kind.CMAF_VIDEO && rung.sameVideo(output)).findFirst()
                        .map(rung -> output.encodedBy(rung.id())).orElse(output))
                .toList();
    }

    private static Planned plan(Source source, OutputGroup group, Output output, int id) throws JobFailedException {
        if (output.video().isPresent() && source.video().isEmpty()) {
            throw new JobFailedException(JobFailedException.NO_MEDIA,
                    "the input has no video, but " + output.path() + "/videoDescription asks for some");
        }
        Planned.Kind kind = Planned.kind(output);
        Optional<Geometry> geometry = output.video()
                .map(spec -> Geometry.of(spec, source.shownWidth(), source.shownHeight()));
        return new Planned(id, group, output, kind, file(kind, id), geometry,
                output.video().map(spec -> rate(spec, source)), id);
    }

    private static Ratio rate(VideoSpec spec, Source source) {
        return switch (spec.codec()) {
            case VideoCodec.H264 h264 -> h264.frameRate().orElseGet(source::sourceRate);
            case VideoCodec.FrameCapture capture -> capture.rate();
        };
    }

    private static String file(Planned.Kind kind, int id) {
        return switch (kind) {
            case CMAF_VIDEO, CMAF_AUDIO, MP4 -> "o" + id + ".mp4";
            case CMAF_CAPTIONS -> "o" + id + ".vtt";
            case FRAMES -> "o" + id + ".%07d.jpg";
            case WAV -> "o" + id + ".wav";
        };
    }
}
