package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.ChildName;
import io.crealia.assets.domain.PlayableFiles;
import io.crealia.assets.domain.PlayableFiles.File;
import io.crealia.assets.domain.PlaybackTokens;
import io.crealia.assets.domain.PlaybackTokens.Grant;
import io.crealia.assets.domain.Playlist;
import io.crealia.assets.domain.Storyboard;
import io.crealia.assets.domain.Subtitles;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.contracts.AssetId;
import io.crealia.platform.error.DependencyException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Serves what a player asks for: playlists and cues with every child signed, everything else as a redirect to a signed
 * address of the store.
 */
public final class ServePlayback {
    /** The most that a signed address of the store lives. */
    public static final Duration MAX_SIGNATURE = Duration.ofHours(1);
    /** A playlist of 10 hours in 6 s segments has a quarter of this; captions are uploaded with up to half of it. */
    private static final int MAX_TEXT_BYTES = 2 * 1024 * 1024;
    private static final String PLAYLIST = "application/vnd.apple.mpegurl";
    private static final Duration PAUSE = Duration.ofMinutes(10);

    public sealed interface Result {
        record Text(String contentType, String body) implements Result {}

        record Elsewhere(URI address) implements Result {}

        /** The token is missing, wrong, expired or another asset's. */
        record Forbidden() implements Result {}

        record NotPlayable(String state) implements Result {}

        record Unknown() implements Result {}
    }

    private final AssetRepository assets;
    private final PlaybackTokens tokens;
    private final MediaReader media;
    private final MediaSigner signer;
    private final InstantSource clock;

    public ServePlayback(AssetRepository assets, PlaybackTokens tokens, MediaReader media, MediaSigner signer,
            InstantSource clock) {
        this.assets = assets;
        this.tokens = tokens;
        this.media = media;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * @param path below {@code /play/{asset}/}
     * @throws io.crealia.assets.domain.DamagedFileException if a playlist is not as we write them
     */
    public Result execute(AssetId id, String path, String token) {
        var now = clock.instant();
        var grant = tokens.verify(token, now).filter(g -> g.asset().equals(id));
        if (grant.isEmpty()) {
            return new Result.Forbidden();
        }
        var asset = assets.find(grant.get().tenant(), id);
        if (asset.isEmpty()) {
            return new Result.Unknown();
        }
        if (!asset.get().shown().playable()) {
            return new Result.NotPlayable(asset.get().shown().state().wireName());
        }
        return serve(asset.get(), path, new Play(token, now, life(grant.get(), now)));
    }

    /** @param life of an address signed at {@code now} */
    private record Play(String token, Instant now, Duration life) {
        String own(String name) {
            return name + "?token=" + token;
        }
    }

    private Result serve(Asset asset, String path, Play play) {
        var files = PlayableFiles.of(asset);
        return switch (files.find(path).orElse(null)) {
            case null -> new Result.Unknown();
            case File.OfBytes(var key) -> new Result.Elsewhere(signer.sign(key, play.now(), play.life()));
            case File.OfPlaylist(var key) -> text(key).<Result>map(text -> playlist(Playlist.parse(text), files, play))
                    .orElseGet(Result.Unknown::new);
            case File.OfMaster(var key, var captions) -> text(key).<Result>map(
                    text -> playlist(Playlist.parse(text).withSubtitles(captions), files, play))
                    .orElseGet(Result.Unknown::new);
            case File.OfCaptions(_, var language, var duration) -> new Result.Text(PLAYLIST,
                    Subtitles.playlist(duration, play.own(Subtitles.segmentName(language))));
            case File.OfSubtitles(var key) -> text(key)
                    .<Result>map(text -> new Result.Text("text/vtt", Subtitles.segment(text)))
                    .orElseGet(Result.Unknown::new);
            case File.OfCues(var key) -> text(key).<Result>map(text -> new Result.Text("text/vtt",
                    Storyboard.rewritten(text, play.own(PlayableFiles.SPRITE)))).orElseGet(Result.Unknown::new);
        };
    }

    private Result playlist(Playlist playlist, PlayableFiles files, Play play) {
        UnaryOperator<String> segments = direct(playlist, play) ? signed(files, play) : play::own;
        var text = playlist
                .rewritten(name -> ChildName.isPlaylist(name) ? play.own(name) : segments.apply(name));
        return new Result.Text(PLAYLIST, text);
    }

    // A playlist on demand is read once, so its addresses must outlive the viewing (docs/decisions/0005).
    private static boolean direct(Playlist playlist, Play play) {
        return playlist.duration().multipliedBy(2).plus(PAUSE).compareTo(play.life()) <= 0;
    }

    // Where segments are ranges of one file, its name comes again and again.
    private UnaryOperator<String> signed(PlayableFiles files, Play play) {
        var addresses = new HashMap<String, String>();
        return name -> addresses.computeIfAbsent(name,
                n -> signer.sign(files.childKey(n).orElseThrow(), play.now(), play.life()).toString());
    }

    private Duration life(Grant grant, Instant now) {
        var left = Duration.between(now, grant.expiresAt());
        var life = signer.longest(now, left.compareTo(MAX_SIGNATURE) < 0 ? left : MAX_SIGNATURE);
        if (!life.isPositive()) {
            throw new DependencyException("the credentials that sign media addresses have ended", null);
        }
        return life;
    }

    private Optional<String> text(String key) {
        return media.read(key, MAX_TEXT_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
