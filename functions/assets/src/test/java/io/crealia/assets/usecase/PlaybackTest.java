package io.crealia.assets.usecase;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.HLS;
import static io.crealia.assets.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import io.crealia.assets.adapter.InMemoryAssetRepository;
import io.crealia.assets.adapter.InMemoryMedia;
import io.crealia.assets.domain.DamagedFileException;
import io.crealia.assets.domain.PageRule;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.domain.PlaybackTokens;
import io.crealia.assets.domain.PlaybackTokens.Grant;
import io.crealia.assets.usecase.ServePlayback.Viewer;
import io.crealia.assets.usecase.StartPlayback.Terms;
import io.crealia.contracts.AssetState;
import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.MovableClock;
import java.net.URI;
import java.time.InstantSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link StartPlayback} and {@link ServePlayback} together, as a player uses them. */
final class PlaybackTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LIFE = Duration.ofHours(6);
    private static final Viewer NOBODY = new Viewer(Optional.empty(), Optional.empty(), Optional.empty());

    private final InMemoryAssetRepository assets = new InMemoryAssetRepository();
    private final InMemoryMedia media = new InMemoryMedia().put(Samples.objects());
    private final MovableClock clock = new MovableClock();
    private final PlaybackTokens tokens = new PlaybackTokens(() -> KEY);
    private final StartPlayback start = new StartPlayback(assets, tokens, clock, URI.create("https://api.example"),
            LIFE);
    private final ServePlayback serve = new ServePlayback(assets, assets.ofThePublic(), tokens, media, media, clock);

    private StartPlayback.Result.Started started() {
        new RecordAssetChange(assets, media, InstantSource.system()).execute(Samples.ready(9));
        return (StartPlayback.Result.Started) start.execute(ACME, ASSET, Terms.USUAL);
    }

    @Test
    void start_readyAsset_givesEveryAddress() {
        var started = started();
        var below = "https://api.example/play/" + ASSET + "/";

        assertThat(started.hls().toString()).startsWith(below + "index.m3u8?token=");
        assertThat(started.mp4().orElseThrow().toString()).startsWith(below + "video.mp4?token=");
        assertThat(started.poster().orElseThrow().toString()).startsWith(below + "poster.jpg?token=");
        assertThat(started.storyboard().orElseThrow().toString()).startsWith(below + "storyboard.vtt?token=");
        assertThat(started.expiresAt()).contains(clock.instant().plus(LIFE));
    }

    @Test
    void start_notYetReady_isNotPlayable() {
        new RecordAssetChange(assets, media, InstantSource.system())
                .execute(Samples.change(1, AssetState.PREPARING, 0, Map.of()));

        assertThat(start.execute(ACME, ASSET, Terms.USUAL))
                .isEqualTo(new StartPlayback.Result.NotPlayable("preparing"));
    }

    @Test
    void start_foreignOrMissing_isUnknown() {
        started();

        assertThat(start.execute(RIVAL, ASSET, Terms.USUAL)).isEqualTo(new StartPlayback.Result.Unknown());
        assertThat(start.execute(ACME, Samples.asset(1), Terms.USUAL)).isEqualTo(new StartPlayback.Result.Unknown());
    }

    @Test
    void serve_walkFromTheMaster_reachesEverySegment() {
        var token = token(started().hls());

        var master = text("index.m3u8", token);
        assertThat(master).contains("\nindex_720.m3u8?token=" + token + "\n")
                .contains("URI=\"index_audio.m3u8?token=" + token + "\"");
        var variant = text("index_720.m3u8", token);
        var segments = variant.lines().filter(line -> line.startsWith("https://")).map(URI::create).toList();

        assertThat(segments).hasSize(2);
        assertThat(media.fetch(segments.getFirst(), clock.instant())).get()
                .isEqualTo("segment 1".getBytes(StandardCharsets.UTF_8));
        assertThat(variant).contains("#EXT-X-MAP:URI=\"https://media.example/" + HLS + "index_720init.cmfv?");
    }

    @Test
    void serve_shortAsset_signsSegmentsForAnHour() {
        var variant = text("index_720.m3u8", token(started().hls()));

        assertThat(variant).contains("X-Amz-Expires=3600");
        clock.advance(Duration.ofMinutes(59));
        var segment = URI.create(variant.lines().filter(line -> line.startsWith("https://")).findFirst().orElseThrow());
        assertThat(media.fetch(segment, clock.instant())).isPresent();
    }

    @Test
    void serve_longAsset_sendsSegmentsThroughUs() {
        var token = token(started().hls());
        longVariant();

        var variant = text("index_720.m3u8", token);

        assertThat(variant).doesNotContain("https://").contains("URI=\"index_720init.cmfv?token=" + token + "\"")
                .contains("\nindex_720_000001199.cmfv?token=" + token + "\n");
    }

    /** Five hours into the viewing, the playlist of the first minute still plays. */
    @Test
    void serve_segmentOfALongAssetHoursLater_isSignedAfresh() {
        var token = token(started().hls());
        clock.advance(Duration.ofHours(5));

        var address = ((ServePlayback.Result.Elsewhere) serve.execute(ASSET, "index_720_000000001.cmfv", viewer(token)))
                .address();

        assertThat(media.fetch(address, clock.instant())).get().isEqualTo("segment 1".getBytes(StandardCharsets.UTF_8));
        assertThat(media.fetch(address, clock.instant().plus(Duration.ofMinutes(61)))).isEmpty();
    }

    @Test
    void serve_tokenAboutToEnd_signsNoLongerThanIt() {
        var token = token(started().hls());
        clock.advance(LIFE.minusMinutes(5));

        var address = ((ServePlayback.Result.Elsewhere) serve.execute(ASSET, "poster.jpg", viewer(token))).address();

        assertThat(address.toString()).contains("X-Amz-Expires=300&");
        assertThat(text("index_720.m3u8", token)).as("too short for direct addresses").doesNotContain("https://");
    }

    @Test
    void serve_credentialsAboutToEnd_limitsSignatures() {
        media.limitSignatures(Duration.ofMinutes(15));
        var token = token(started().hls());

        assertThat(text("index_720.m3u8", token)).contains("X-Amz-Expires=900");
        media.limitSignatures(Duration.ofMinutes(10));
        assertThat(text("index_720.m3u8", token)).doesNotContain("https://");
        media.limitSignatures(Duration.ZERO);
        assertThatThrownBy(() -> serve.execute(ASSET, "poster.jpg", viewer(token)))
                .isInstanceOf(DependencyException.class);
    }

    @Test
    void serve_storyboard_pointsAtTheSpriteThroughUs() {
        var token = token(started().hls());

        assertThat(text("storyboard.vtt", token)).contains("storyboard.jpg?token=" + token + "#xywh=160,0,160,284\n");
        assertThat(serve.execute(ASSET, "storyboard.jpg", viewer(token)))
                .isInstanceOf(ServePlayback.Result.Elsewhere.class);
    }

    @Test
    void serve_mp4AndPoster_areElsewhere() {
        var token = token(started().hls());

        for (var path : new String[]{"video.mp4", "poster.jpg"}) {
            var address = ((ServePlayback.Result.Elsewhere) serve.execute(ASSET, path, viewer(token))).address();
            assertThat(media.fetch(address, clock.instant())).as(path).isPresent();
        }
    }

    @Test
    void serve_wrongToken_isForbidden() {
        var token = token(started().hls());
        var forbidden = new ServePlayback.Result.Forbidden();

        assertThat(serve.execute(ASSET, "index.m3u8", viewer(""))).isEqualTo(forbidden);
        assertThat(serve.execute(ASSET, "index.m3u8", viewer(token + "x"))).isEqualTo(forbidden);
        assertThat(serve.execute(Samples.asset(1), "index.m3u8", viewer(token))).isEqualTo(forbidden);
        clock.advance(LIFE);
        assertThat(serve.execute(ASSET, "index.m3u8", viewer(token))).isEqualTo(forbidden);
    }

    /** A token names its tenant; one that names another than the asset's finds nothing. */
    @Test
    void serve_tokenOfAnotherTenant_isUnknown() {
        started();
        var token = tokens.issue(new Grant(RIVAL, ASSET, clock.instant().plusSeconds(60), Optional.empty()));

        assertThat(serve.execute(ASSET, "index.m3u8", viewer(token))).isEqualTo(new ServePlayback.Result.Unknown());
    }

    @Test
    void serve_pathsThatWeDoNotHandOut_areUnknown() {
        var token = token(started().hls());

        for (var path : new String[]{"", "../source/original", "result.json", "hls/index.m3u8", "index_144.m3u8"}) {
            assertThat(serve.execute(ASSET, path, viewer(token))).as(path)
                    .isEqualTo(new ServePlayback.Result.Unknown());
        }
    }

    @Test
    void serve_newRunAtWorkOrEndedBadly_playsWhatWasPublished() {
        var token = token(started().hls());
        var record = new RecordAssetChange(assets, media, InstantSource.system());
        for (var state : new AssetState[]{AssetState.PREPARING, AssetState.ERRORED}) {
            record.execute(Samples.change(Samples.LATER_RUN, state.ordinal() + 1, state, 0, Map.of()));

            assertThat(text("index.m3u8", token)).as(state.name()).contains("index_720.m3u8");
            assertThat(start.execute(ACME, ASSET, Terms.USUAL)).isInstanceOf(StartPlayback.Result.Started.class);
        }
    }

    @Test
    void serve_deleted_isRefused() {
        var token = token(started().hls());
        new RecordAssetChange(assets, media, InstantSource.system())
                .execute(Samples.change(Samples.LATER_RUN, 1, AssetState.DELETED, 0, Map.of()));

        assertThat(serve.execute(ASSET, "index.m3u8", viewer(token)))
                .isEqualTo(new ServePlayback.Result.Gone());
    }

    @Test
    void serve_playlistThatLeavesItsFolder_isNotServed() {
        var token = token(started().hls());
        media.put(Map.of(HLS + "index_720.m3u8",
                "#EXTM3U\n#EXTINF:6,\n../../../rival/x.ts\n".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> serve.execute(ASSET, "index_720.m3u8", viewer(token)))
                .isInstanceOf(DamagedFileException.class);
    }

    @Test
    void start_withTerms_limitsTheToken() {
        started();
        var terms = new Terms(Optional.of(Duration.ofMinutes(2)), Optional.of(new PageRule("example.com", false)));
        var started = (StartPlayback.Result.Started) start.execute(ACME, ASSET, terms);
        var token = token(started.hls());

        assertThat(started.expiresAt()).contains(clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(serve.execute(ASSET, "index.m3u8", on("https://example.com", token)))
                .isInstanceOf(ServePlayback.Result.Text.class);
        for (var path : new String[]{"index.m3u8", "index_720.m3u8", "index_720_000000001.cmfv", "video.mp4"}) {
            assertThat(serve.execute(ASSET, path, on("https://evil.test", token))).as(path)
                    .isEqualTo(new ServePlayback.Result.ForeignPage());
            assertThat(serve.execute(ASSET, path, viewer(token))).as(path)
                    .isEqualTo(new ServePlayback.Result.ForeignPage());
        }
        clock.advance(Duration.ofMinutes(2));
        assertThat(serve.execute(ASSET, "index.m3u8", on("https://example.com", token)))
                .isEqualTo(new ServePlayback.Result.Forbidden());
    }

    @Test
    void serve_publicAsset_playsWithoutToken() {
        started();
        policy(PlaybackPolicy.PUBLIC);
        var started = (StartPlayback.Result.Started) start.execute(ACME, ASSET, Terms.USUAL);

        assertThat(started.hls()).hasNoQuery();
        assertThat(started.expiresAt()).isEmpty();
        assertThat(text("index.m3u8", NOBODY)).contains("\nindex_720.m3u8\n").contains("URI=\"index_audio.m3u8\"")
                .doesNotContain("token");
        assertThat(text("index_720.m3u8", NOBODY)).contains("X-Amz-Expires=3600");
        longVariant();
        assertThat(text("index_720.m3u8", NOBODY)).contains("\nindex_720_000001199.cmfv\n").doesNotContain("token");
        assertThat(serve.execute(ASSET, "index_720_000000001.cmfv", NOBODY))
                .isInstanceOf(ServePlayback.Result.Elsewhere.class);
        assertThat(serve.execute(Samples.asset(1), "index.m3u8", NOBODY))
                .isEqualTo(new ServePlayback.Result.Forbidden());
    }

    @Test
    void start_publicAssetWithTerms_isRefused() {
        started();
        policy(PlaybackPolicy.PUBLIC);

        assertThat(start.execute(ACME, ASSET,
                new Terms(Optional.empty(), Optional.of(new PageRule("example.com", false)))))
                .isEqualTo(new StartPlayback.Result.Unlimited());
    }

    /** Tokens that were given out before go on; who has none is stopped at once. */
    @Test
    void serve_publicAssetMadeSigned_needsATokenAgain() {
        var token = token(started().hls());
        policy(PlaybackPolicy.PUBLIC);
        assertThat(text("index.m3u8", token)).as("a token goes on to its children").contains("token=" + token);
        clock.advance(LIFE);
        assertThat(text("index.m3u8", token)).as("the token has ended, the asset is public").doesNotContain("token");
        policy(PlaybackPolicy.SIGNED);

        for (var path : new String[]{"index.m3u8", "index_720.m3u8", "index_720_000000001.cmfv", "video.mp4"}) {
            assertThat(serve.execute(ASSET, path, NOBODY)).as(path).isEqualTo(new ServePlayback.Result.Forbidden());
        }
        assertThat(text("index.m3u8", token(((StartPlayback.Result.Started) start.execute(ACME, ASSET, Terms.USUAL))
                .hls()))).contains("token=");
    }

    @Test
    void serve_deletedPublicAsset_isRefused() {
        started();
        policy(PlaybackPolicy.PUBLIC);
        new RecordAssetChange(assets, media, InstantSource.system())
                .execute(Samples.change(Samples.LATER_RUN, 1, AssetState.DELETED, 0, Map.of()));

        assertThat(serve.execute(ASSET, "index.m3u8", NOBODY)).isNotInstanceOf(ServePlayback.Result.Text.class);
    }

    private void policy(PlaybackPolicy policy) {
        new EditAsset(assets, InstantSource.system()).execute(ACME, ASSET, Samples.PERSON, _ -> true,
                asset -> asset.edits().with(policy));
    }

    private static Viewer viewer(String token) {
        return new Viewer(Optional.of(token), Optional.empty(), Optional.empty());
    }

    private static Viewer on(String origin, String token) {
        return new Viewer(Optional.of(token), Optional.of(origin), Optional.empty());
    }

    private void longVariant() {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-MAP:URI=\"index_720init.cmfv\"\n");
        for (int i = 0; i < 1200; i++) {
            text.append("#EXTINF:6.0,\nindex_720_%09d.cmfv%n".formatted(i));
        }
        media.put(Map.of(HLS + "index_720.m3u8", text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private String text(String path, String token) {
        return text(path, viewer(token));
    }

    private String text(String path, Viewer viewer) {
        return ((ServePlayback.Result.Text) serve.execute(ASSET, path, viewer)).body();
    }

    private static String token(URI address) {
        return Optional.of(address.getQuery()).map(query -> query.substring("token=".length())).orElseThrow();
    }
}
