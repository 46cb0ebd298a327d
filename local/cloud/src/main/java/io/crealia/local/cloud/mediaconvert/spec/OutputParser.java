package io.crealia.local.cloud.mediaconvert.spec;

import java.util.List;
import java.util.Optional;

/** {@code /settings/outputGroups/n/outputs/m}. */
final class OutputParser {
    private OutputParser() {}

    private record ContainerChoice(Output.Container container, boolean faststart) {}

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
        return new Output(in.path(), modifier, container.container(), container.faststart(), extension, video, audios,
                captions);
    }

    private static ContainerChoice container(StrictObject in) {
        var container = Output.Container.valueOf(in.requiredOneOf("container", "CMFC", "MP4", "RAW"));
        in.object("cmfcSettings", OutputParser::cmfc);
        boolean faststart = in.object("mp4Settings", OutputParser::mp4).orElse(true);
        return new ContainerChoice(container, faststart);
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

    private static boolean mp4(StrictObject in) {
        in.oneOf("audioDuration", "DEFAULT_CODEC_DURATION");
        in.oneOf("cslgAtom", "INCLUDE", "EXCLUDE");
        in.oneOf("freeSpaceBox", "EXCLUDE");
        in.oneOf("c2paManifest", "EXCLUDE");
        in.integer("cttsVersion", 0, 1);
        return in.oneOf("moovPlacement", "PROGRESSIVE_DOWNLOAD", "NORMAL").equals("PROGRESSIVE_DOWNLOAD");
    }

    private static Output.CaptionSpec captions(StrictObject in) {
        in.required("destinationSettings", destination -> {
            destination.object("webvttDestinationSettings", webvtt -> {
                webvtt.oneOf("accessibility", "DISABLED");
                return webvtt.oneOf("stylePassthrough", "DISABLED", "ENABLED", "STRICT", "MERGE");
            });
            return destination.requiredOneOf("destinationType", "WEBVTT");
        });
        String language = Languages.tag(in);
        return new Output.CaptionSpec(in.requiredText("captionSelectorName"), language,
                in.text("languageDescription").orElse(language.isEmpty() ? "Subtitles" : language));
    }
}
