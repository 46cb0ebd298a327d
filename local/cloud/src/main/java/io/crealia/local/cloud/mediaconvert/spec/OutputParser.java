package io.crealia.local.cloud.mediaconvert.spec;

import java.util.List;
import java.util.Optional;

/** {@code /settings/outputGroups/n/outputs/m}. */
final class OutputParser {
    private OutputParser() {}

    private record ContainerChoice(Output.Container container, Mp4 mp4) {}

    private record Mp4(boolean faststart, boolean editList) {
        static final Mp4 DEFAULT = new Mp4(true, true);
    }

    static Output parse(StrictObject in) {
        String modifier = in.text("nameModifier").orElse("");
        if (modifier.length() > 256 || modifier.contains("$") || modifier.contains("/")) {
            throw in.refuse("nameModifier", "expected up to 256 characters without $ and /");
        }
        var container = in.required("containerSettings", OutputParser::container);
        Optional<String> extension = in.text("extension");
        extension.filter(text -> !text.matches("[A-Za-z0-9]{1,16}")).ifPresent(text -> {
            throw in.refuse("extension", "expected up to 16 letters and digits, got \"" + text + "\"");
        });
        Optional<VideoSpec> video = in.object("videoDescription", VideoParser::parse);
        List<AudioSpec> audios = in.list("audioDescriptions", AudioParser::parse);
        List<Output.CaptionSpec> captions = in.list("captionDescriptions", OutputParser::captions);
        // Empty in CMAF and file groups; a member inside it is refused like any other.
        in.object("outputSettings", _ -> true);
        return new Output(in.path(), modifier, container.container(), container.mp4().faststart(),
                container.mp4().editList(), extension, video, audios, captions);
    }

    private static ContainerChoice container(StrictObject in) {
        var container = Output.Container.valueOf(in.requiredOneOf("container", "CMFC", "MP4", "RAW"));
        in.object("cmfcSettings", OutputParser::cmfc);
        return new ContainerChoice(container, in.object("mp4Settings", OutputParser::mp4).orElse(Mp4.DEFAULT));
    }

    private static boolean cmfc(StrictObject in) {
        in.oneOf("audioDuration", "DEFAULT_CODEC_DURATION");
        in.oneOf("iFrameOnlyManifest", "EXCLUDE");
        in.oneOf("scte35Esam", "NONE");
        in.oneOf("scte35Source", "NONE");
        in.oneOf("timedMetadata", "NONE");
        in.oneOf("klvMetadata", "NONE");
        in.oneOf("c2paManifest", "EXCLUDE");
        in.oneOf("descriptiveVideoServiceFlag", "DONT_FLAG");
        in.oneOf("audioTrackType", "ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT");
        // One audio group per CMAF group is written, so its name cannot matter to a player.
        in.text("audioGroupId");
        in.text("audioRenditionSets");
        return true;
    }

    private static Mp4 mp4(StrictObject in) {
        in.oneOf("audioDuration", "DEFAULT_CODEC_DURATION");
        in.oneOf("cslgAtom", "INCLUDE", "EXCLUDE");
        in.oneOf("freeSpaceBox", "EXCLUDE");
        in.oneOf("c2paManifest", "EXCLUDE");
        boolean signed = in.integer("cttsVersion", 0, 1).orElse(0) == 1;
        return new Mp4(in.oneOf("moovPlacement", "PROGRESSIVE_DOWNLOAD", "NORMAL").equals("PROGRESSIVE_DOWNLOAD"),
                !signed);
    }

    private static Output.CaptionSpec captions(StrictObject in) {
        Optional<BurnIn> burnIn = in.required("destinationSettings", destination -> {
            destination.object("webvttDestinationSettings", webvtt -> {
                webvtt.oneOf("accessibility", "DISABLED");
                return webvtt.oneOf("stylePassthrough", "DISABLED", "ENABLED", "STRICT", "MERGE");
            });
            var style = destination.object("burninDestinationSettings", BurnInParser::parse);
            return destination.requiredOneOf("destinationType", "WEBVTT", "BURN_IN").equals("BURN_IN")
                    ? Optional.of(style.orElse(BurnIn.DEFAULT))
                    : Optional.empty();
        });
        String language = Languages.tag(in);
        return new Output.CaptionSpec(in.requiredText("captionSelectorName"), language,
                in.text("languageDescription").orElse(language.isEmpty() ? "Subtitles" : language), burnIn);
    }
}
