package io.crealia.assets.usecase;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.ChildName;
import io.crealia.assets.domain.PlayableFiles;
import io.crealia.assets.domain.PlayableFiles.File;
import io.crealia.assets.domain.PlaybackTokens;
import io.crealia.assets.domain.Playlist;
import io.crealia.assets.domain.Storyboard;
import io.crealia.assets.domain.Subtitles;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.assets.port.PublicAssets;
import io.crealia.contracts.AssetId;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
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

    /** Who asks: the token in the address, and the page that the browser names. */
    public record Viewer(Optional<String> token, Optional<String> origin, Optional<String> referer) {}

    public sealed interface Result {
        record Text(String contentType, String body) implements Result {}

        record Elsewhere(URI address) implements Result {}

        /** The token is missing, wrong, expired or another asset's, and the asset is not public. */
        record Forbidden() implements Result {}

        /** The token is for other pages than the one that the viewer is on, or says that he is on. */
        record ForeignPage() implements Result {}

        record NotPlayable(String state) implements Result {}

        /** The asset is deleted. */
        record Gone() implements Result {}

        record Unknown() implements Result {}
    }

    private final AssetRepository assets;
    private final PublicAssets publicAssets;
    private final PlaybackTokens tokens;
    private final MediaReader media;
    private final MediaSigner signer;
    private final InstantSource clock;

    public ServePlayback(AssetRepository assets, PublicAssets publicAssets, PlaybackTokens tokens, MediaReader media,
            MediaSigner signer, InstantSource clock) {
        this.assets = assets;
        this.publicAssets = publicAssets;
        this.tokens = tokens;
        this.media = media;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * @param path below {@code /play/{asset}/}
     * @throws io.crealia.assets.domain.DamagedFileException if a playlist is not as we write them
     */
    public Result execute(AssetId id, String path, Viewer viewer) {
        var now = clock.instant();
        var grant = viewer.token().flatMap(token -> tokens.verify(token, now)).filter(g -> g.asset().equals(id));
        if (grant.isPresent() && grant.get().permits(viewer.origin(), viewer.referer())) {
            return assets.show(grant.get().tenant(), id)
                    .map(asset -> serve(asset, path, viewer.token(), now, Optional.of(grant.get().expiresAt())))
                    .orElseGet(Result.Unknown::new);
        }
        if (viewer.token().filter(token -> !tokens.genuine(token)).isPresent()) {
            Metrics.count(Metric.SIGNATURE_FAILURES, "playback");
        }
        return publicAssets.find(id).map(asset -> serve(asset, path, Optional.empty(), now, Optional.empty()))
                .orElseGet(() -> grant.isPresent() ? new Result.ForeignPage() : new Result.Forbidden());
    }

    /**
     * @param token that children of playlists carry
     * @param life of an address signed at {@code now}
     */
    private record Play(Optional<String> token, Instant now, Duration life) {
        String own(String name) {
            return token.map(text -> name + "?token=" + text).orElse(name);
        }
    }

    private Result serve(Asset asset, String path, Optional<String> token, Instant now, Optional<Instant> end) {
        if (asset.gone()) {
            return new Result.Gone();
        }
        return asset.shown().playable()
                ? serve(asset, path, new Play(token, now, life(end, now)))
                : new Result.NotPlayable(asset.shown().state().wireName());
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

    private Duration life(Optional<Instant> end, Instant now) {
        var left = end.map(at -> Duration.between(now, at)).filter(life -> life.compareTo(MAX_SIGNATURE) < 0);
        var life = signer.longest(now, left.orElse(MAX_SIGNATURE));
        if (!life.isPositive()) {
            throw new DependencyException("the credentials that sign media addresses have ended", null);
        }
        return life;
    }

    private Optional<String> text(String key) {
        return media.read(key, MAX_TEXT_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
