package io.crealia.assets.usecase;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.assets.Samples;
import io.crealia.assets.Understanding;
import io.crealia.assets.adapter.InMemoryAssetRepository;
import io.crealia.assets.adapter.InMemoryMedia;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.CaptionTrack;
import io.crealia.assets.domain.CaptionTrack.Origin;
import io.crealia.assets.domain.Captions;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.MediaKeys;
import io.crealia.platform.json.Json;
import io.crealia.testkit.MovableClock;
import io.crealia.timedtext.Cue;
import io.crealia.timedtext.TimedTextException;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.Words;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link PutCaptions} and {@link DeleteCaptions}, with what they leave for later runs. */
final class PutCaptionsTest {
    private static final LanguageTag EN = new LanguageTag("en");
    private static final LanguageTag DE = new LanguageTag("de");
    private static final String POINTER = MediaKeys.humanCaptions(ACME, ASSET);

    private final InMemoryAssetRepository assets = new InMemoryAssetRepository();
    private final InMemoryMedia media = new InMemoryMedia().put(Understanding.objects());
    private final MovableClock clock = new MovableClock();
    private final PutCaptions put = new PutCaptions(assets, media, clock);
    private final DeleteCaptions delete = new DeleteCaptions(assets, media, clock);

    @BeforeEach
    void preparing() {
        assets.insert(Asset.first(Samples.change(1, AssetState.PREPARING, 0, Map.of()), Map.of()));
    }

    private EditAsset.Result put(LanguageTag language, String text) {
        return put.execute(new PutCaptions.Command(ACME, ASSET, Samples.PERSON, language, Origin.UPLOADED,
                List.of(new Cue(0, 1000, List.of(text)))), _ -> true);
    }

    private Optional<CaptionTrack> track(LanguageTag language) {
        return Captions.find(assets.find(ACME, ASSET).orElseThrow(), language);
    }

    private JsonNode stored(String key) {
        return Json.parse(media.read(key, 1_000_000).orElseThrow());
    }

    @Test
    void execute_whilePreparing_writesFilesTrackAndPointer() {
        assertThat(put(EN, "Hello you.")).isInstanceOf(EditAsset.Result.Done.class);

        var track = track(EN).orElseThrow();
        assertThat(track.version()).isEqualTo(1);
        assertThat(track.published()).isTrue();
        assertThat(track.wordsKey()).matches(ACME + "/" + ASSET + "/inputs/captions/en/[0-9a-f]{64}/words\\.json");
        var words = TranscriptJson.read(stored(track.wordsKey()));
        assertThat(words.origin()).isEqualTo("uploaded");
        assertThat(words.words()).hasSize(2).allMatch(word -> word.estimated());
        assertThat(media.read(track.vttKey(), 1000)).isPresent();
        assertThat(media.read(track.srtKey(), 1000)).isPresent();
        assertThat(stored(POINTER)).isEqualTo(Json.parse("""
                {"schema":1,"language":"en","words_key":"%s","vtt_key":"%s","srt_key":"%s","hash":"%s"}"""
                .formatted(track.wordsKey(), track.vttKey(), track.srtKey(), track.wordsKey().split("/")[5])));
    }

    @Test
    void execute_sameAgain_isNoNewVersion() {
        put(EN, "Hello.");
        var first = track(EN);
        put(EN, "Hello.");

        assertThat(track(EN)).isEqualTo(first);
    }

    @Test
    void execute_replaced_keepsTheOldFilesAndCounts() {
        put(EN, "Hello.");
        var first = track(EN).orElseThrow();
        put(EN, "Good day.");

        assertThat(track(EN).orElseThrow().version()).isEqualTo(2);
        assertThat(media.read(first.wordsKey(), 1000)).isPresent();
        assertThat(stored(POINTER).path("words_key").asText()).isEqualTo(track(EN).orElseThrow().wordsKey());
    }

    /** The translation must not become what later runs take as spoken. */
    @Test
    void execute_secondLanguage_leavesThePointer() {
        put(EN, "Hello.");
        put(DE, "Hallo.");

        assertThat(stored(POINTER).path("language").asText()).isEqualTo("en");
        delete.execute(ACME, ASSET, Samples.PERSON, EN, _ -> true);
        assertThat(stored(POINTER).path("language").asText()).isEqualTo("de");
    }

    @Test
    void execute_laterRuns_neverOverwriteIt() {
        put(EN, "Mine.");
        var mine = track(EN);
        new RecordAssetChange(assets, media, InstantSource.system()).execute(Understanding.ready(9));

        assertThat(track(EN)).isEqualTo(mine);
    }

    @Test
    void delete_personsCaptions_fallsBackToTheMachines() {
        new RecordAssetChange(assets, media, InstantSource.system()).execute(Understanding.ready(9));
        put(EN, "Mine.");
        delete.execute(ACME, ASSET, Samples.PERSON, EN, _ -> true);

        assertThat(track(EN).orElseThrow().origin()).isEqualTo(Origin.SCRIPT);
        assertThat(media.read(POINTER, 1000)).isEmpty();
    }

    /** Somebody else's change falls between this one's write and its pointer. */
    @Test
    void execute_overtaken_pointerFollowsTheTrack() {
        media.beforeNextWriteOf(POINTER, () -> put(EN, "Second."));
        put(EN, "First.");

        assertThat(stored(POINTER).path("words_key").asText()).isEqualTo(track(EN).orElseThrow().wordsKey());
        assertThat(track(EN).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void execute_foreignOrUnexpected_writesNothing() {
        var cues = List.of(new Cue(0, 1000, List.of("x")));
        var foreign = new PutCaptions.Command(Samples.RIVAL, ASSET, Samples.PERSON, EN, Origin.EDITED, cues);

        assertThat(put.execute(foreign, _ -> true)).isEqualTo(new EditAsset.Result.Unknown());
        assertThat(
                put.execute(new PutCaptions.Command(ACME, ASSET, Samples.PERSON, EN, Origin.EDITED, cues), _ -> false))
                .isEqualTo(new EditAsset.Result.Unexpected());
        assertThat(media.writes()).isEmpty();
    }

    /** Every & becomes five characters; what was let in must also be readable. */
    @Test
    void execute_fileThatGrowsTooLarge_isRefused() {
        var cues = IntStream.range(0, 1100)
                .mapToObj(i -> new Cue(i * 1000L, i * 1000L + 900, List.of("&".repeat(399)))).toList();

        assertThatThrownBy(
                () -> put.execute(new PutCaptions.Command(ACME, ASSET, Samples.PERSON, EN, Origin.UPLOADED, cues),
                        _ -> true))
                .isInstanceOf(TimedTextException.class).hasMessageContaining("2000000 bytes");
        assertThat(media.writes()).isEmpty();
    }

    @Test
    void execute_deletedAsset_isUnknown() {
        new RecordAssetChange(assets, media, InstantSource.system())
                .execute(Samples.change(9, AssetState.DELETED, 0, Map.of()));

        assertThat(put(EN, "x")).isEqualTo(new EditAsset.Result.Unknown());
        assertThat(media.writes()).isEmpty();
    }

    @Test
    void execute_noCues_isRefused() {
        assertThatThrownBy(
                () -> put.execute(new PutCaptions.Command(ACME, ASSET, Samples.PERSON, EN, Origin.EDITED, List.of()),
                        _ -> true))
                .isInstanceOf(TimedTextException.class).hasMessageContaining("at least one cue");
        assertThat(media.writes()).isEmpty();
    }

    /** What has no spaces is still to be read again: as words of a length that words.json takes. */
    @Test
    void execute_endlessWord_isCutIntoWordsAndKeptWhole() {
        assertThat(put(EN, "x".repeat(501))).isInstanceOf(EditAsset.Result.Done.class);

        var words = TranscriptJson.read(stored(track(EN).orElseThrow().wordsKey())).words();
        assertThat(words).allMatch(word -> word.text().length() <= Words.MAX_LENGTH);
        assertThat(words.stream().mapToInt(word -> word.text().length()).sum()).isEqualTo(501);
    }
}
