package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.mediaconvert.spec.AudioSpec;
import io.crealia.local.cloud.mediaconvert.spec.OutputGroup;
import io.crealia.local.cloud.mediaconvert.spec.VideoCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Encoder and container options of one output. */
final class OutputArguments {
    /** Constant quality for QVBR level 0; one level is 1.5 steps, so 7 is 22.5 and 8 is 21. */
    private static final double CRF_AT_ZERO = 33;
    private static final double CRF_PER_LEVEL = 1.5;
    private static final double BUFFER_SECONDS = 1.5;
    /** So far away that only the forced key frames count. */
    private static final String NEVER = "9999";

    private OutputArguments() {}

    /** @param sharing further outputs that are written from this one's video encoder */
    static List<String> of(Planned planned, List<Planned> sharing, Ffmpeg ffmpeg) {
        var arguments = new ArrayList<String>();
        switch (planned.kind()) {
            case CMAF_CAPTIONS -> {
                return List.of();
            }
            case FRAMES -> frames(arguments, planned, ffmpeg);
            case WAV -> wav(arguments, planned);
            case CMAF_VIDEO, CMAF_AUDIO, MP4 -> coded(arguments, planned, sharing);
        }
        // Location, device and author tags of the source never reach an output.
        arguments.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
        if (sharing.isEmpty()) {
            if (planned.kind() != Planned.Kind.FRAMES && planned.kind() != Planned.Kind.WAV) {
                muxer(planned).forEach((name, value) -> arguments.addAll(List.of("-" + name, value)));
            }
            arguments.add(planned.file());
        } else {
            arguments.addAll(List.of("-f", "tee", tee(planned, sharing)));
        }
        return arguments;
    }

    private static void coded(List<String> arguments, Planned planned, List<Planned> sharing) {
        if (planned.coded()) {
            arguments.addAll(List.of("-map", "[" + planned.videoLabel() + "]"));
            h264(arguments, (VideoCodec.H264) planned.video().codec());
        }
        var sounds = new ArrayList<>(planned.output().audios());
        var labels = new ArrayList<>(sounds.stream().map(_ -> planned.audioLabel()).toList());
        for (Planned other : sharing) {
            sounds.addAll(other.output().audios());
            other.output().audios().forEach(_ -> labels.add(other.audioLabel()));
        }
        for (int i = 0; i < sounds.size(); i++) {
            var aac = (AudioSpec.Codec.Aac) sounds.get(i).codec();
            arguments.addAll(List.of("-map", "[" + labels.get(i) + "]", "-c:a:" + i, "aac", "-profile:a:" + i,
                    "aac_low",
                    "-b:a:" + i, Integer.toString(aac.bitrate()), "-ar:a:" + i, Integer.toString(aac.sampleRate()),
                    "-ac:a:" + i, Integer.toString(aac.channels())));
        }
        if (!sharing.isEmpty()) {
            // The tee muxer does not ask encoders for MP4's kind of headers as MP4 itself does.
            arguments.addAll(List.of("-flags:a", "+global_header", "-flags:v", "+cgop+global_header"));
        }
    }

    /** One encoder, several files: {@code [f=mp4:select=\'v\']o0.mp4|[f=mp4:select=\'v,a:0\']o5.mp4}. */
    private static String tee(Planned planned, List<Planned> sharing) {
        var files = new ArrayList<>(List.of(slave(planned, "v")));
        int audio = 0;
        for (Planned other : sharing) {
            files.add(slave(other, other.output().audios().isEmpty() ? "v" : "v,a:" + audio++));
        }
        return String.join("|", files);
    }

    private static String slave(Planned planned, String streams) {
        var options = new StringBuilder();
        muxer(planned).forEach((name, value) -> options.append(name).append('=').append(value).append(':'));
        // The text is unquoted twice: once to find the files, once to find their options.
        return "[" + options + "select=\\'" + streams + "\\']" + planned.file();
    }

    private static Map<String, String> muxer(Planned planned) {
        var options = new LinkedHashMap<String, String>();
        options.put("f", "mp4");
        switch (planned.group()) {
            case OutputGroup.Cmaf cmaf -> {
                if (planned.kind() == Planned.Kind.CMAF_AUDIO) {
                    options.put("frag_duration", Long.toString(cmaf.fragmentSeconds() * 1_000_000L));
                }
                // delay_moov writes an edit list for what is decoded but not shown first (reordered pictures, the audio
                // encoder's priming): without it video is two frames and audio 21 ms late.
                String cut = planned.kind() == Planned.Kind.CMAF_VIDEO ? "+frag_keyframe" : "";
                options.put("movflags", cut + "+empty_moov+default_base_moof+delay_moov");
            }
            case OutputGroup.Files _ -> {
                String index = planned.output().faststart() ? "+faststart" : "";
                if (!planned.output().editList()) {
                    // Signed offsets put the first picture at 0 although it is decoded earlier.
                    options.put("use_editlist", "0");
                    options.put("movflags", index + "+negative_cts_offsets");
                } else if (!index.isEmpty()) {
                    options.put("movflags", index);
                }
            }
        }
        return options;
    }

    private static void h264(List<String> arguments, VideoCodec.H264 codec) {
        double crf = CRF_AT_ZERO - CRF_PER_LEVEL * codec.quality();
        long buffer = codec.bufferBits()
                .orElse((int) Math.min(Integer.MAX_VALUE, (long) (codec.maxBitrate() * BUFFER_SECONDS)));
        arguments.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-profile:v", codec.profile(), "-crf",
                String.format(Locale.ROOT, "%.1f", crf), "-maxrate", Integer.toString(codec.maxBitrate()), "-bufsize",
                Long.toString(buffer), "-flags", "+cgop"));
        if (codec.gopFrames() > 0) {
            String frames = Integer.toString(codec.gopFrames());
            arguments.addAll(List.of("-g", frames, "-keyint_min", frames, "-sc_threshold", "0"));
        } else {
            arguments.addAll(List.of("-g", NEVER, "-keyint_min", NEVER, "-force_key_frames",
                    String.format(Locale.ROOT, "expr:gte(t,n_forced*%.6f)", codec.gopSeconds())));
            if (!codec.sceneCuts()) {
                arguments.addAll(List.of("-sc_threshold", "0"));
            }
        }
        if (!codec.level().isEmpty()) {
            arguments.addAll(List.of("-level:v", codec.level()));
        }
        codec.bFrames().ifPresent(count -> arguments.addAll(List.of("-bf", Integer.toString(count))));
        codec.references().ifPresent(count -> arguments.addAll(List.of("-refs", Integer.toString(count))));
    }

    private static void frames(List<String> arguments, Planned planned, Ffmpeg ffmpeg) {
        var capture = (VideoCodec.FrameCapture) planned.output().video().orElseThrow().codec();
        // mjpeg's scale runs from 2 (best) to 31.
        long scale = Math.round(31 - (capture.quality() - 1) * 29 / 99.0);
        boolean modern = ffmpeg.major() > 5 || ffmpeg.version().startsWith("5.1");
        arguments.addAll(List.of("-map", "[" + planned.videoLabel() + "]", "-c:v", "mjpeg", "-q:v",
                Long.toString(scale),
                "-frames:v", Integer.toString(capture.maxCaptures()), modern ? "-fps_mode" : "-vsync", "passthrough",
                "-f", "image2", "-start_number", "0"));
    }

    private static void wav(List<String> arguments, Planned planned) {
        var codec = (AudioSpec.Codec.Wav) planned.output().audios().getFirst().codec();
        arguments.addAll(List.of("-map", "[" + planned.audioLabel() + "]", "-c:a",
                codec.bitDepth() == 24 ? "pcm_s24le" : "pcm_s16le", "-f", "wav"));
    }
}
