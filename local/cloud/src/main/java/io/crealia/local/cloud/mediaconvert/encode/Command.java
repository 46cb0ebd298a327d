package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.Ffprobe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The one ffmpeg command of a job: one input and what lies over it, one graph, all outputs. Names of strangers never appear in it. */
final class Command {
    private static final double GRACE_SECONDS = 60;

    private Command() {}

    static List<String> arguments(Source source, List<Planned> outputs, Map<AudioGraph.Sound, Gain> gains,
            Map<Integer, List<Overlay>> overlays, Ffmpeg ffmpeg, FfmpegLimits limits) throws JobFailedException {
        var arguments = new ArrayList<String>();
        if (!Rotation.byFfmpeg(source, ffmpeg)) {
            arguments.add("-noautorotate");
        }
        arguments.addAll(clip(source));
        if (source.clipLength().isEmpty()) {
            arguments.addAll(List.of("-t", seconds(longest(source, limits))));
        }
        // The size was checked when the file was probed; pictures may grow further on.
        arguments.addAll(List.of("-max_pixels", Long.toString(limits.maxPixels())));
        arguments.addAll(Ffprobe.inputOptions(source.info().format()));
        arguments.addAll(List.of("-i", source.file().toString()));
        overlays.values().forEach(ones -> ones.forEach(overlay -> arguments.addAll(overlay.input())));

        var graph = new ArrayList<String>();
        if (source.video().isPresent()) {
            graph.addAll(VideoGraph.parts(source, outputs, overlays, ffmpeg));
        }
        graph.addAll(AudioGraph.parts(source, outputs, gains));
        arguments.addAll(List.of("-filter_complex", String.join(";", graph)));
        // ffmpeg counts the frames of the first video output, so sparse pictures must not come first.
        var ordered = new ArrayList<>(outputs);
        ordered.sort(Comparator.comparing(output -> !output.coded()));
        for (Planned output : ordered) {
            if (!output.sharesEncoder()) {
                List<Planned> sharing = outputs.stream()
                        .filter(other -> other.sharesEncoder() && other.encoder() == output.id()).toList();
                arguments.addAll(OutputArguments.of(output, sharing, ffmpeg));
            }
        }
        return arguments;
    }

    /**
     * A file may go on for longer than it says, and two pictures five hours apart cost five hours of pictures. What is
     * much longer than promised conforms to nothing anyway.
     */
    private static double longest(Source source, FfmpegLimits limits) {
        double most = limits.maxDuration().toMillis() / 1000.0;
        double promised = source.duration().orElse(0);
        return promised > 0 ? Math.min(most, promised * 1.1 + GRACE_SECONDS) : most;
    }

    /** Input seeking: exact, because everything is decoded again. */
    static List<String> clip(Source source) {
        var arguments = new ArrayList<String>();
        if (source.clipStart() > 0) {
            arguments.addAll(List.of("-ss", seconds(source.clipStart())));
        }
        source.clipLength().ifPresent(length -> arguments.addAll(List.of("-t", seconds(length))));
        return arguments;
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
