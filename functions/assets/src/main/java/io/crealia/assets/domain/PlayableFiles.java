package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crealia.contracts.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that a player may have: those of the asset's current results, and nothing else. */
public final class PlayableFiles {
    public static final String MASTER = "index.m3u8";
    public static final String MP4 = "video.mp4";
    public static final String POSTER = "poster.jpg";
    public static final String STORYBOARD = "storyboard.vtt";
    private static final Pattern REEL = Pattern.compile("reel_([A-Za-z0-9-]{1,32})\\.mp4");
    public static final String SPRITE = "storyboard.jpg";

    /** One file by its key in the media bucket, and how it is served. */
    public sealed interface File {
        String key();

        /** Served by us, with its children's addresses signed. */
        record OfPlaylist(String key) implements File {}

        /** As a playlist, with the captions that are published. */
        record OfMaster(String key, List<CaptionTrack> captions) implements File {}

        /** Made by us, with its one segment's address signed. */
        record OfCaptions(String key, LanguageTag language, Duration duration) implements File {}

        /** Served by us, as a segment. */
        record OfSubtitles(String key) implements File {}

        /** Served by us, with the sprite's address signed. */
        record OfCues(String key) implements File {}

        /** Served by the store. */
        record OfBytes(String key) implements File {}
    }

    private final String folder;
    private final JsonNode probe;
    private final JsonNode transcode;
    private final JsonNode stills;
    private final JsonNode reels;
    private final JsonNode verify;
    private final List<CaptionTrack> captions;

    private PlayableFiles(Asset asset) {
        folder = asset.tenant() + "/" + asset.id() + "/";
        probe = document(asset, Step.PROBE);
        transcode = document(asset, Step.TRANSCODE);
        stills = document(asset, Step.STILLS);
        reels = document(asset, Step.REELS);
        verify = document(asset, Step.VERIFY);
        captions = Captions.of(asset).stream().filter(CaptionTrack::published).toList();
    }

    public static PlayableFiles of(Asset asset) {
        return new PlayableFiles(asset);
    }

    /**
     * The file that a path below {@code /play/{asset}/} names.
     *
     * @return empty if the path does not have the form of a name that we hand out, or the asset has no such file
     */
    public Optional<File> find(String path) {
        return switch (path) {
            case MP4 -> mp4().map(File.OfBytes::new);
            case POSTER -> key(stills.path("poster").path("key")).map(File.OfBytes::new);
            case SPRITE -> key(stills.path("storyboard").path("sprite")).map(File.OfBytes::new);
            case STORYBOARD -> key(stills.path("storyboard").path("vtt")).map(File.OfCues::new);
            case MASTER -> master().map(key -> new File.OfMaster(key, captions));
            default -> child(path);
        };
    }

    /** The key of a file beside the master playlist. */
    public Optional<String> childKey(String name) {
        return master().map(master -> master.substring(0, master.lastIndexOf('/') + 1) + name);
    }

    /** The names of the reels that can be played. */
    public List<String> reels() {
        var names = new ArrayList<String>();
        reels.path("reels").forEach(reel -> names.add(reel.path("name").asText()));
        return names.stream().filter(name -> reel(name).isPresent()).toList();
    }

    public static String reelName(String name) {
        return "reel_" + name + ".mp4";
    }

    private Optional<File> child(String path) {
        var reel = REEL.matcher(path);
        if (reel.matches()) {
            return reel(reel.group(1)).map(File.OfBytes::new);
        }
        if (path.startsWith("captions_")) {
            return Subtitles.language(path).flatMap(this::captions).map(track -> ChildName.isPlaylist(path)
                    ? new File.OfCaptions(track.vttKey(), track.language(), duration())
                    : new File.OfSubtitles(track.vttKey()));
        }
        return ChildName.is(path)
                ? childKey(path)
                        .map(key -> ChildName.isPlaylist(path) ? new File.OfPlaylist(key) : new File.OfBytes(key))
                : Optional.empty();
    }

    private Optional<String> reel(String name) {
        for (var reel : reels.path("reels")) {
            if (reel.path("name").asText().equals(name) && reel.path("state").asText().equals("ready")
                    && conforms(name) && REEL.matcher(reelName(name)).matches()) {
                return key(reel.path("key"));
            }
        }
        return Optional.empty();
    }

    /** Whether the verify step found nothing wrong with the reel; one that does not conform loses itself only. */
    private boolean conforms(String name) {
        for (var failed : verify.path("failed_reels")) {
            if (failed.asText().equals(name)) {
                return false;
            }
        }
        return true;
    }

    private Optional<CaptionTrack> captions(LanguageTag language) {
        return captions.stream().filter(track -> track.language().equals(language)).findFirst();
    }

    private Duration duration() {
        return Duration
                .ofMillis(transcode.path("duration_ms").asLong(probe.path("media").path("duration_ms").asLong()));
    }

    private Optional<String> master() {
        return key(transcode.path("hls").path("master"));
    }

    private Optional<String> mp4() {
        return Rendition.of(transcode).stream().filter(rendition -> rendition.ready() && rendition.kind().equals("mp4"))
                .flatMap(rendition -> rendition.key().stream()).filter(this::own).findFirst();
    }

    private Optional<String> key(JsonNode node) {
        return Optional.ofNullable(node.textValue()).filter(this::own);
    }

    // Result documents are ours, but a key in one decides what is signed: it must lie in the asset's folder.
    private boolean own(String key) {
        return key.startsWith(folder);
    }

    private static JsonNode document(Asset asset, Step step) {
        return Optional.ofNullable(asset.shown().results().get(step)).map(StepResult::document)
                .orElse(MissingNode.getInstance());
    }
}
