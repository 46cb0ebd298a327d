package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffprobe;
import io.crealia.local.cloud.mediaconvert.spec.AudioSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Measures loudness before the encode. The {@code loudnorm} filter would save this pass, but in one pass it is a
 * compressor, it appended 0.1 s to a 13.5 s clip and it left gaps in the time stamps; a measured constant gain changes
 * nothing but the volume. The pass decodes audio only, at about 250 times real time.
 */
final class LoudnessMeter {
    private static final Pattern INTEGRATED = Pattern.compile("^\\s*I:\\s+(-?[\\d.]+|-?inf|nan) LUFS");
    private static final Pattern PEAK = Pattern.compile("^\\s*Peak:\\s+(-?[\\d.]+|-?inf|nan) dBFS");

    private LoudnessMeter() {}

    /** Sounds that need a measurement. */
    static Set<AudioGraph.Sound> wanted(Source source, List<Planned> outputs) {
        var sounds = new LinkedHashSet<AudioGraph.Sound>();
        for (Planned output : outputs) {
            for (AudioSpec spec : output.output().audios()) {
                AudioGraph.Sound sound = AudioGraph.sound(spec, output.output(), source);
                if (sound.loudness().isPresent() && sound.stream().isPresent()) {
                    sounds.add(sound);
                }
            }
        }
        return sounds;
    }

    static List<String> arguments(Source source, AudioGraph.Sound sound) {
        return arguments(source, sound, Gain.NONE);
    }

    /** As it would be with a gain applied. */
    static List<String> arguments(Source source, AudioGraph.Sound sound, Gain gain) {
        var filters = new ArrayList<>(List.of("aresample=48000", "aformat=channel_layouts=" + sound.layout()));
        filters.addAll(gain.filters(48_000));
        filters.add("ebur128=peak=true:framelog=verbose");
        var arguments = new ArrayList<>(List.of("-loglevel", "info", "-vn", "-sn", "-dn"));
        arguments.addAll(Command.clip(source));
        arguments.addAll(Ffprobe.inputOptions(source.info().format()));
        arguments.addAll(List.of("-i", source.file().toString(), "-map", "0:" + sound.stream().orElseThrow(), "-af",
                String.join(",", filters),
                "-f", "null", "-"));
        return arguments;
    }

    static Gain gain(AudioSpec.Loudness wanted, List<String> messages) {
        return Gain.towards(wanted, last(INTEGRATED, messages), last(PEAK, messages));
    }

    static double integrated(List<String> messages) {
        return last(INTEGRATED, messages);
    }

    /** The summary comes last; a silent track says "-inf" or "nan". */
    private static double last(Pattern pattern, List<String> messages) {
        double value = Double.NEGATIVE_INFINITY;
        for (String message : messages) {
            var match = pattern.matcher(message);
            if (match.find() && match.group(1).matches("-?[\\d.]+")) {
                value = Double.parseDouble(match.group(1));
            }
        }
        return value;
    }
}
