package io.crealia.assets.usecase;

import io.crealia.assets.domain.PageRule;
import io.crealia.assets.domain.PlayableFiles;
import io.crealia.assets.domain.PlaybackPolicy;
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
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Hands out the addresses under which an asset plays without login: with a token that ends, or as they are where the asset
 * is public.
 */
public final class StartPlayback {
    public static final Duration MIN_LIFE = Duration.ofMinutes(1);
    public static final Duration MAX_LIFE = Duration.ofDays(7);

    /**
     * What a token is limited to.
     *
     * @param life as configured, where absent
     * @param pages all, where absent
     */
    public record Terms(Optional<Duration> life, Optional<PageRule> pages) {
        public static final Terms USUAL = new Terms(Optional.empty(), Optional.empty());
    }

    /** A vertical clip. */
    public record Reel(String name, URI url) {}

    /** What the asset does not have is absent. */
    public sealed interface Result {
        /** @param expiresAt absent where the asset is public */
        record Started(URI hls, Optional<URI> mp4, Optional<URI> poster, Optional<URI> storyboard, List<Reel> reels,
                PlaybackPolicy policy, Optional<Instant> expiresAt)
                implements
                Result {}

        /** The asset is public, so its addresses cannot be limited as was asked. */
        record Unlimited() implements Result {}

        /** @param state in lower case */
        record NotPlayable(String state) implements Result {}

        /** The asset is deleted. */
        record Gone() implements Result {}

        record Unknown() implements Result {}
    }

    private final AssetRepository assets;
    private final PlaybackTokens tokens;
    private final InstantSource clock;
    private final URI base;
    private final Duration life;

    /**
     * @param base the public address of the API, below which {@code /play/...} is
     * @param life of the addresses, where none is asked for
     */
    public StartPlayback(AssetRepository assets, PlaybackTokens tokens, InstantSource clock, URI base, Duration life) {
        this.assets = assets;
        this.tokens = tokens;
        this.clock = clock;
        this.base = base;
        this.life = life;
    }

    public Result execute(TenantId tenant, AssetId id, Terms terms) {
        var asset = assets.show(tenant, id);
        if (asset.isEmpty()) {
            return new Result.Unknown();
        }
        if (asset.get().gone()) {
            return new Result.Gone();
        }
        var files = PlayableFiles.of(asset.get());
        if (!asset.get().shown().playable() || files.find(PlayableFiles.MASTER).isEmpty()) {
            return new Result.NotPlayable(asset.get().shown().state().wireName());
        }
        return switch (asset.get().edits().policy()) {
            case PUBLIC -> terms.equals(Terms.USUAL)
                    ? started(id, files, PlaybackPolicy.PUBLIC, Optional.empty(), "")
                    : new Result.Unlimited();
            case SIGNED -> {
                var end = clock.instant().plus(terms.life().orElse(life)).truncatedTo(ChronoUnit.SECONDS);
                var token = tokens.issue(new Grant(tenant, id, end, terms.pages()));
                yield started(id, files, PlaybackPolicy.SIGNED, Optional.of(end), "?token=" + token);
            }
        };
    }

    private Result started(AssetId id, PlayableFiles files, PlaybackPolicy policy, Optional<Instant> end,
            String query) {
        UnaryOperator<String> address = name -> base + "/play/" + id + "/" + name + query;
        Function<String, Optional<URI>> offered = name -> files.find(name).map(_ -> URI.create(address.apply(name)));
        return new Result.Started(URI.create(address.apply(PlayableFiles.MASTER)), offered.apply(PlayableFiles.MP4),
                offered.apply(PlayableFiles.POSTER), offered.apply(PlayableFiles.STORYBOARD), files.reels().stream()
                        .map(name -> new Reel(name, URI.create(address.apply(PlayableFiles.reelName(name))))).toList(),
                policy, end);
    }
}
