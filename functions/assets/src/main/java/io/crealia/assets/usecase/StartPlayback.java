package io.crealia.assets.usecase;

import io.crealia.assets.domain.PlayableFiles;
import io.crealia.assets.domain.PlaybackTokens;
import io.crealia.assets.domain.PlaybackTokens.Grant;
import io.crealia.assets.port.AssetRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Hands out the addresses under which an asset plays, good for a while and for nobody's login. */
public final class StartPlayback {
    /** A vertical clip. */
    public record Reel(String name, URI url) {}

    /** What the asset does not have is absent. */
    public sealed interface Result {
        record Started(URI hls, Optional<URI> mp4, Optional<URI> poster, Optional<URI> storyboard, List<Reel> reels,
                Instant expiresAt)
                implements
                Result {}

        /** @param state in lower case */
        record NotPlayable(String state) implements Result {}

        record Unknown() implements Result {}
    }

    private final AssetRepository assets;
    private final PlaybackTokens tokens;
    private final InstantSource clock;
    private final URI base;
    private final Duration life;

    /**
     * @param base the public address of the API, below which {@code /play/...} is
     * @param life of the addresses
     */
    public StartPlayback(AssetRepository assets, PlaybackTokens tokens, InstantSource clock, URI base, Duration life) {
        this.assets = assets;
        this.tokens = tokens;
        this.clock = clock;
        this.base = base;
        this.life = life;
    }

    public Result execute(TenantId tenant, AssetId id) {
        var asset = assets.find(tenant, id);
        if (asset.isEmpty()) {
            return new Result.Unknown();
        }
        var files = PlayableFiles.of(asset.get());
        if (!asset.get().shown().playable() || files.find(PlayableFiles.MASTER).isEmpty()) {
            return new Result.NotPlayable(asset.get().shown().state().wireName());
        }
        var expiresAt = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
        var token = tokens.issue(new Grant(tenant, id, expiresAt));
        return new Result.Started(address(id, PlayableFiles.MASTER, token),
                address(files, id, PlayableFiles.MP4, token), address(files, id, PlayableFiles.POSTER, token),
                address(files, id, PlayableFiles.STORYBOARD, token), files.reels().stream()
                        .map(name -> new Reel(name, address(id, PlayableFiles.reelName(name), token))).toList(),
                expiresAt);
    }

    private Optional<URI> address(PlayableFiles files, AssetId id, String name, String token) {
        return files.find(name).map(_ -> address(id, name, token));
    }

    private URI address(AssetId id, String name, String token) {
        return URI.create(base + "/play/" + id + "/" + name + "?token=" + token);
    }
}
