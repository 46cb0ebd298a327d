package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crealia.contracts.Step;
import java.util.Optional;

/** The files that a player may have: those of the asset's current results, and nothing else. */
public final class PlayableFiles {
    public static final String MASTER = "index.m3u8";
    public static final String MP4 = "video.mp4";
    public static final String POSTER = "poster.jpg";
    public static final String STORYBOARD = "storyboard.vtt";
    public static final String SPRITE = "storyboard.jpg";

    /** One file by its key in the media bucket, and how it is served. */
    public sealed interface File {
        String key();

        /** Served by us, with its children's addresses signed. */
        record OfPlaylist(String key) implements File {}

        /** Served by us, with the sprite's address signed. */
        record OfCues(String key) implements File {}

        /** Served by the store. */
        record OfBytes(String key) implements File {}
    }

    private final String folder;
    private final JsonNode transcode;
    private final JsonNode stills;

    private PlayableFiles(String folder, JsonNode transcode, JsonNode stills) {
        this.folder = folder;
        this.transcode = transcode;
        this.stills = stills;
    }

    public static PlayableFiles of(Asset asset) {
        return new PlayableFiles(asset.tenant() + "/" + asset.id() + "/", document(asset, Step.TRANSCODE),
                document(asset, Step.STILLS));
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
            case MASTER -> master().map(File.OfPlaylist::new);
            default -> child(path);
        };
    }

    /** The key of a file beside the master playlist. */
    public Optional<String> childKey(String name) {
        return master().map(master -> master.substring(0, master.lastIndexOf('/') + 1) + name);
    }

    private Optional<File> child(String path) {
        return ChildName.is(path)
                ? childKey(path)
                        .map(key -> ChildName.isPlaylist(path) ? new File.OfPlaylist(key) : new File.OfBytes(key))
                : Optional.empty();
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
