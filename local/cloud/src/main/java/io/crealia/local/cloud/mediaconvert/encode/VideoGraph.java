package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.ffmpeg.Ratio;
import io.crealia.local.cloud.mediaconvert.spec.VideoCodec;
import io.crealia.local.cloud.mediaconvert.spec.VideoSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The video half of the filter graph: one decode, split; outputs that share frame rate, deinterlacing and colours form
 * a chain in which each smaller picture is scaled from the next larger one.
 */
final class VideoGraph {
    /**
     * The picture and nothing beside it. Encoders write what frames carry along: a colour profile names the device it
     * was made for, closed captions and user data hold any text at all.
     */
    private static final String BARE = "sidedata=mode=delete";

    private record Chain(Optional<VideoSpec.Deinterlace> deinterlace, VideoSpec.Colour colour, Ratio rate) {}

    private final Source source;
    private final MediaInfo.Video video;
    private final Ffmpeg ffmpeg;
    private final List<String> parts = new ArrayList<>();

    private final Map<Integer, List<Overlay>> overlays;

    private VideoGraph(Source source, Map<Integer, List<Overlay>> overlays, Ffmpeg ffmpeg) {
        this.overlays = overlays;
        this.source = source;
        this.video = source.video().orElseThrow();
        this.ffmpeg = ffmpeg;
    }

    /** @return graph parts, each complete; the labels of {@link Planned#videoLabel()} are their outputs */
    static List<String> parts(Source source, List<Planned> outputs, Map<Integer, List<Overlay>> overlays,
            Ffmpeg ffmpeg) throws JobFailedException {
        var graph = new VideoGraph(source, overlays, ffmpeg);
        graph.build(outputs);
        graph.overlay(outputs);
        return graph.parts;
    }

    private void build(List<Planned> outputs) throws JobFailedException {
        Map<Chain, List<Planned>> chains = new LinkedHashMap<>();
        List<Planned> frames = new ArrayList<>();
        for (Planned output : outputs) {
            if (output.kind() == Planned.Kind.FRAMES) {
                frames.add(output);
            } else if (output.coded() && !output.sharesEncoder()) {
                VideoSpec spec = output.output().video().orElseThrow();
                var chain = new Chain(spec.deinterlace(), spec.colour(), output.rate().orElseThrow());
                chains.computeIfAbsent(chain, _ -> new ArrayList<>()).add(output);
            }
        }
        var roots = new ArrayList<String>();
        for (int i = 0; i < chains.size() + frames.size(); i++) {
            roots.add("r" + i);
        }
        if (roots.isEmpty()) {
            return;
        }
        parts.add("[0:" + video.index() + "]" + String.join(",", rootFilters(roots.size())) + labels(roots));
        int root = 0;
        for (var entry : chains.entrySet()) {
            chain(roots.get(root++), entry.getKey(), entry.getValue());
        }
        for (Planned output : frames) {
            frames(roots.get(root++), output);
        }
    }

    private List<String> rootFilters(int consumers) {
        var filters = new ArrayList<>(Rotation.filters(source, ffmpeg));
        source.settings().crop().ifPresent(
                crop -> filters.add("crop=" + crop.width() + ":" + crop.height() + ":" + crop.x() + ":" + crop.y()));
        filters.add("split=" + consumers);
        return filters;
    }

    private void chain(String root, Chain chain, List<Planned> outputs) throws JobFailedException {
        var plain = new ArrayList<>(outputs.stream().filter(output -> geometry(output).plain()).toList());
        plain.sort(Comparator.comparingLong((Planned output) -> geometry(output).pixels()).reversed());
        List<Planned> framed = outputs.stream().filter(output -> !geometry(output).plain()).toList();

        var filters = new ArrayList<String>();
        chain.deinterlace().ifPresent(setting -> filters.add(deinterlace(setting)));
        // start_time=0 repeats the first frame when video starts after audio, so all tracks begin together.
        filters.add("fps=" + chain.rate() + ":start_time=0");
        padding(chain.rate()).ifPresent(filters::add);
        var heads = new ArrayList<String>();
        if (!plain.isEmpty()) {
            heads.add(root + "p");
        }
        framed.forEach(output -> heads.add(root + "f" + output.id()));
        filters.add("split=" + heads.size());
        parts.add("[" + root + "]" + String.join(",", filters) + labels(heads));

        List<String> colours = Colours.filters(chain.colour(), video, ffmpeg);
        String from = root + "p";
        for (int i = 0; i < plain.size(); i++) {
            boolean last = i == plain.size() - 1;
            String next = root + "s" + i;
            var rung = new ArrayList<>(List.of(scale(plain.get(i))));
            rung.addAll(i == 0 ? colours : List.of());
            rung.addAll(List.of("setsar=1", "format=yuv420p", BARE));
            if (!last) {
                rung.add("split=2");
            }
            String label = beforeOverlays(plain.get(i));
            parts.add("[" + from + "]" + String.join(",", rung) + labels(last ? List.of(label) : List.of(label, next)));
            from = next;
        }
        for (Planned output : framed) {
            var steps = new ArrayList<>(List.of(scale(output)));
            steps.addAll(colours);
            steps.addAll(List.of(cutOrFrame(geometry(output)), "setsar=1", "format=yuv420p", BARE));
            parts.add("[" + root + "f" + output.id() + "]" + String.join(",", steps) + "[" + beforeOverlays(output)
                    + "]");
        }
    }

    private String beforeOverlays(Planned output) {
        return overlays.containsKey(output.id()) ? output.videoLabel() + "_0" : output.videoLabel();
    }

    /** Lays one over the other. A still is one frame, and a sequence ends with its last text: the last one is kept. */
    private void overlay(List<Planned> outputs) {
        int input = 1;
        for (var entry : overlays.entrySet()) {
            Planned output = outputs.stream().filter(each -> each.id() == entry.getKey()).findFirst().orElseThrow();
            String matrix = output.video().colour() == VideoSpec.Colour.FORCE_709 || Colours.highDefinition(video)
                    ? "bt709"
                    : "bt601";
            List<Overlay> ones = entry.getValue();
            for (int i = 0; i < ones.size(); i++) {
                String over = output.videoLabel() + "_over" + i;
                parts.add("[" + input++ + ":v]" + ones.get(i).filters(matrix) + "[" + over + "]");
                String result = i == ones.size() - 1 ? output.videoLabel() : output.videoLabel() + "_" + (i + 1);
                parts.add("[" + output.videoLabel() + "_" + i + "][" + over + "]overlay=" + ones.get(i).x() + ":"
                        + ones.get(i).y() + ":eof_action=repeat:format=yuv420,format=yuv420p[" + result + "]");
            }
        }
    }

    /**
     * Picks the first frame, then the first frame at or after each multiple of the interval; works for clips shorter
     * than one interval.
     */
    private void frames(String root, Planned output) throws JobFailedException {
        VideoSpec spec = output.output().video().orElseThrow();
        var capture = (VideoCodec.FrameCapture) spec.codec();
        var steps = new ArrayList<String>();
        spec.deinterlace().ifPresent(setting -> steps.add(deinterlace(setting)));
        String slot = "floor(max(%s,0)*" + capture.rate() + "+0.000001)";
        steps.add("select='isnan(prev_t)+gt(" + slot.formatted("t") + "," + slot.formatted("prev_t") + ")'");
        steps.add(scale(output));
        steps.addAll(Colours.filters(spec.colour(), video, ffmpeg));
        if (!geometry(output).plain()) {
            steps.add(cutOrFrame(geometry(output)));
        }
        steps.addAll(List.of("setsar=1", "scale=out_range=pc", "format=yuvj420p", BARE));
        parts.add("[" + root + "]" + String.join(",", steps) + "[" + output.videoLabel() + "]");
    }

    private static Geometry geometry(Planned output) {
        return output.geometry().orElseThrow();
    }

    private String deinterlace(VideoSpec.Deinterlace setting) {
        String filter = ffmpeg.hasFilter("bwdif") ? "bwdif" : "yadif";
        return filter + "=mode=send_frame:deint=" + (setting.onlyInterlaced() ? "interlaced" : "all");
    }

    /** Black frames up to the end of the audio, when the settings ask for it and more than one frame is missing. */
    private Optional<String> padding(Ratio rate) {
        var audio = source.audio(Optional.empty()).map(MediaInfo.Audio::durationSeconds);
        if (!source.settings().padVideo() || audio.isEmpty() || audio.get().isEmpty()
                || video.durationSeconds().isEmpty()
                || source.settings().clip().isPresent()) {
            return Optional.empty();
        }
        double missing = audio.get().getAsDouble() - video.durationSeconds().getAsDouble();
        long frames = Math.round(missing * rate.value());
        return frames < 2 ? Optional.empty() : Optional.of("tpad=stop=" + frames + ":stop_mode=add:color=black");
    }

    private static String scale(Planned output) {
        Geometry geometry = geometry(output);
        int sharpness = output.output().video().orElseThrow().sharpness();
        String flags = sharpness >= 75 ? "lanczos" : sharpness >= 25 ? "bicubic" : "bilinear";
        return String.format(Locale.ROOT, "scale=%d:%d:flags=%s", geometry.scaledWidth(), geometry.scaledHeight(),
                flags);
    }

    private static String cutOrFrame(Geometry geometry) {
        String size = geometry.width() + ":" + geometry.height();
        return geometry.cut() ? "crop=" + size : "pad=" + size + ":(ow-iw)/2:(oh-ih)/2:color=black";
    }

    private static String labels(List<String> names) {
        return "[" + String.join("][", names) + "]";
    }
}
