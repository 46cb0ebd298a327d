package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.mediaconvert.spec.AudioSpec;
import io.crealia.local.cloud.mediaconvert.spec.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The audio half of the filter graph: each track decoded once, each distinct sound made once and shared. */
final class AudioGraph {
    /** Samples that ffmpeg's AAC encoder puts in front. */
    private static final int AAC_PRIMING = 1024;

    /**
     * What two outputs must agree on to share a sound.
     *
     * @param stream index in the file, empty for made silence
     * @param priming samples that make room for what the encoder puts in front
     */
    record Sound(OptionalInt stream, int sampleRate, int channels, Optional<AudioSpec.Loudness> loudness,
            int priming) {
        String layout() {
            return channels == 1 ? "mono" : "stereo";
        }
    }

    private AudioGraph() {}

    static Sound sound(AudioSpec spec, Output output, Source source) {
        var track = source.audio(spec.selector());
        int channels = spec.codec().channels() != 0
                ? spec.codec().channels()
                : Math.min(2, track.map(MediaInfo.Audio::channels).orElse(2));
        OptionalInt stream = track.isPresent() ? OptionalInt.of(track.get().index()) : OptionalInt.empty();
        boolean aac = spec.codec() instanceof AudioSpec.Codec.Aac;
        return new Sound(stream, spec.codec().sampleRate(), channels, spec.loudness(),
                aac && !output.editList() ? AAC_PRIMING : 0);
    }

    /** @return graph parts; the labels of {@link Planned#audioLabel()} are their outputs */
    static List<String> parts(Source source, List<Planned> outputs, Map<Sound, Gain> gains) {
        Map<Sound, List<String>> labels = new LinkedHashMap<>();
        for (Planned output : outputs) {
            for (AudioSpec spec : output.output().audios()) {
                labels.computeIfAbsent(sound(spec, output.output(), source), _ -> new ArrayList<>())
                        .add(output.audioLabel());
            }
        }
        var parts = new ArrayList<String>();
        Map<OptionalInt, List<Sound>> byStream = new LinkedHashMap<>();
        labels.keySet().forEach(sound -> byStream.computeIfAbsent(sound.stream(), _ -> new ArrayList<>()).add(sound));
        byStream.forEach((stream, sounds) -> {
            for (int i = 0; i < sounds.size(); i++) {
                Sound sound = sounds.get(i);
                String in = stream.isEmpty() ? silence(source, sound) : "[t" + stream.getAsInt() + "_" + i + "]";
                parts.add(in + String.join(",", filters(sound, gains)) + ",asplit=" + labels.get(sound).size() + "["
                        + String.join("][", labels.get(sound)) + "]");
            }
            if (stream.isPresent()) {
                parts.add(tracks(stream.getAsInt(), sounds.size()));
            }
        });
        return parts;
    }

    private static String tracks(int stream, int consumers) {
        var out = new StringBuilder("[0:" + stream + "]asplit=" + consumers);
        for (int i = 0; i < consumers; i++) {
            out.append("[t").append(stream).append('_').append(i).append(']');
        }
        return out.toString();
    }

    /** An input without the track asked for gets silence of the same length, as MediaConvert makes it. */
    private static String silence(Source source, Sound sound) {
        return String.format(Locale.ROOT, "anullsrc=r=%d:cl=%s,atrim=duration=%.6f,", sound.sampleRate(),
                sound.layout(),
                source.duration().orElseThrow());
    }

    private static List<String> filters(Sound sound, Map<Sound, Gain> gains) {
        var filters = new ArrayList<String>();
        // async fills gaps and first_pts=0 a late start with silence, so the track keeps its place beside the video.
        filters.add("aresample=" + sound.sampleRate() + ":async=1:first_pts=0");
        filters.add("aformat=channel_layouts=" + sound.layout());
        filters.addAll(gains.getOrDefault(sound, Gain.NONE).filters(sound.sampleRate()));
        if (sound.priming() > 0) {
            // Nothing tells a player to skip what an encoder puts first, so it takes the place of the first samples.
            filters.add("atrim=start_sample=" + sound.priming());
        }
        return filters;
    }
}
