package io.crealia.local.cloud.mediaconvert.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /settings/inputs/n}. */
final class InputParser {
    private static final Pattern TIMECODE = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d):([0-5]\\d):(\\d\\d)");

    private InputParser() {}

    static JobInput parse(StrictObject in) {
        ObjectUri file = ObjectUri.parse(in.requiredText("fileInput"), in, "fileInput");
        in.requiredOneOf("timecodeSource", "ZEROBASED");
        var selector = in.object("videoSelector", InputParser::videoSelector).orElse(VideoSelector.NONE);
        Map<String, JobInput.AudioSelector> audio = new LinkedHashMap<>(
                in.map("audioSelectors", InputParser::audioSelector));
        Map<String, JobInput.CaptionSource> captions = in.map("captionSelectors", InputParser::captionSelector);
        List<JobInput.Clip> clips = in.list("inputClippings", InputParser::clip);
        if (clips.size() > 1) {
            throw in.refuse("inputClippings", "the local MediaConvert cuts one clip, got " + clips.size());
        }
        Optional<JobInput.Crop> crop = in.object("crop", InputParser::crop);
        in.oneOf("filterEnable", "AUTO", "DISABLE");
        in.oneOf("deblockFilter", "DISABLED");
        in.oneOf("denoiseFilter", "DISABLED");
        in.oneOf("psiControl", "USE_PSI", "IGNORE_PSI");
        in.oneOf("inputScanType", "AUTO");
        return new JobInput(file, selector.rotate(), selector.pad(), audio, captions, clips.stream().findFirst(), crop);
    }

    private record VideoSelector(JobInput.Rotate rotate, boolean pad) {
        static final VideoSelector NONE = new VideoSelector(JobInput.Rotate.DEGREE_0, false);
    }

    private static VideoSelector videoSelector(StrictObject in) {
        String rotate = in.oneOf("rotate", "DEGREE_0", "AUTO", "DEGREES_90", "DEGREES_180", "DEGREES_270");
        in.oneOf("colorSpace", "FOLLOW");
        in.oneOf("colorSpaceUsage", "FORCE", "FALLBACK");
        in.oneOf("alphaBehavior", "DISCARD");
        in.oneOf("sampleRange", "FOLLOW");
        return new VideoSelector(JobInput.Rotate.valueOf(rotate),
                in.oneOf("padVideo", "DISABLED", "BLACK").equals("BLACK"));
    }

    private static JobInput.AudioSelector audioSelector(StrictObject in) {
        in.oneOf("defaultSelection", "DEFAULT", "NOT_DEFAULT");
        in.oneOf("audioDurationCorrection", "DISABLED", "AUTO");
        in.oneOf("selectorType", "TRACK");
        in.integer("offset", 0, 0);
        in.integer("programSelection", 0, 1);
        List<Integer> tracks = in.integers("tracks", 1, 64);
        if (tracks.size() > 1) {
            throw in.refuse("tracks", "the local MediaConvert takes one track per selector, got " + tracks.size());
        }
        return new JobInput.AudioSelector(tracks.isEmpty() ? 0 : tracks.getFirst());
    }

    private static JobInput.CaptionSource captionSelector(StrictObject in) {
        in.text("languageCode");
        in.text("customLanguageCode");
        return in.required("sourceSettings", source -> {
            String format = source.requiredOneOf("sourceType", "WEBVTT", "SRT");
            return source.required("fileSourceSettings", file -> {
                var uri = ObjectUri.parse(file.requiredText("sourceFile"), file, "sourceFile");
                int delta = file.integer("timeDelta", -86_400_000, 86_400_000).orElse(0);
                boolean millis = file.oneOf("timeDeltaUnits", "SECONDS", "MILLISECONDS").equals("MILLISECONDS");
                return new JobInput.CaptionSource(format, uri, millis ? delta : delta * 1000L);
            });
        });
    }

    private static JobInput.Clip clip(StrictObject in) {
        return new JobInput.Clip(timecode(in, "startTimecode"), timecode(in, "endTimecode"));
    }

    private static Optional<JobInput.Timecode> timecode(StrictObject in, String name) {
        return in.text(name).map(text -> {
            var match = TIMECODE.matcher(text);
            if (!match.matches()) {
                throw in.refuse(name, "expected HH:MM:SS:FF, got \"" + text + "\"");
            }
            return new JobInput.Timecode(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)),
                    Integer.parseInt(match.group(3)), Integer.parseInt(match.group(4)));
        });
    }

    private static JobInput.Crop crop(StrictObject in) {
        return new JobInput.Crop(even(in, "x", 0), even(in, "y", 0), even(in, "width", 2), even(in, "height", 2));
    }

    private static int even(StrictObject in, String name, int min) {
        int value = in.requiredInteger(name, min, Integer.MAX_VALUE);
        if (value % 2 != 0) {
            throw in.refuse(name, "expected an even number, got " + value);
        }
        return value;
    }
}
