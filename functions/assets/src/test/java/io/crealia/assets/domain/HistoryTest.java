package io.crealia.assets.domain;

import static io.crealia.assets.Samples.running;
import static io.crealia.assets.Samples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import io.crealia.assets.domain.AssetEvent.Head;
import io.crealia.assets.domain.AssetEvent.StateChange;
import io.crealia.assets.domain.AssetEvent.Type;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryTest {
    private static final Instant NOW = Samples.START.plusSeconds(100);
    private static final StepResult PROBE = new StepResult(Samples.PROBE_KEY, Json.parse(Samples.PROBE));

    private final Asset first = Samples
            .first(Samples.change(1, AssetState.PREPARING, 0, Map.of(), running(Step.PROBE)), Map.of());

    @Test
    void moved_firstChange_hasStepAndState() {
        assertThat(first.newest().orElseThrow().head()).isEqualTo(new Head(1, Samples.START.plusSeconds(1),
                Type.RUN_CHANGED, Optional.empty(), Optional.of(Samples.RUN), Optional.of(0),
                List.of(new StateChange(Samples.START, Optional.of(Step.PROBE), 1, "running", Optional.empty()),
                        new StateChange(Samples.START.plusSeconds(1), Optional.empty(), 0, "preparing",
                                Optional.empty())),
                List.of()));
    }

    @Test
    void moved_progressOnly_isSmall() {
        var event = History.moved(Optional.of(first),
                Samples.change(2, AssetState.PREPARING, 5, Map.of(), running(Step.PROBE)), Map.of(), NOW);

        assertThat(event.content()).isEqualTo(new AssetEvent.Progressed(2, 5, Samples.START.plusSeconds(2)));
        assertThat(event.head().type()).isEqualTo(Type.RUN_PROGRESSED);
        assertThat(event.head().percent()).contains(5);
        assertThat(event.head().changes()).isEmpty();
    }

    @Test
    void moved_stepEndsAndAssetReady_hasBoth() {
        var event = History.moved(Optional.of(first),
                Samples.change(2, AssetState.READY, 100, Map.of(), succeeded(Step.PROBE)), Map.of(), NOW);

        assertThat(event.sequence()).isEqualTo(2);
        assertThat(event.head().changes()).extracting(StateChange::state).containsExactly("succeeded", "ready");
    }

    @Test
    void moved_anotherAttempt_isAChange() {
        var again = new StepReport(Step.PROBE, "running", 2, Optional.empty(), Optional.empty(), Optional.of("retry"));

        var event = History.moved(Optional.of(first), Samples.change(3, AssetState.PREPARING, 0, Map.of(), again),
                Map.of(), NOW);

        assertThat(event.head().changes()).containsExactly(new StateChange(Samples.START.plusSeconds(3),
                Optional.of(Step.PROBE), 2, "running", Optional.of("retry")));
    }

    @Test
    void moved_readyOfAnOlderRunHeardLate_saysSo() {
        var later = Samples.first(Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of()), Map.of());

        var event = History.moved(Optional.of(later), Samples.change(9, AssetState.READY, 100, Map.of()), Map.of(),
                NOW);

        assertThat(event.head().run()).contains(Samples.RUN);
        assertThat(event.head().changes()).extracting(StateChange::state).containsExactly("ready");
        assertThat(History.apply(Optional.of(later), event).shown().runId()).isEqualTo(Samples.RUN);
    }

    @Test
    void moved_resultThatIsKnown_isNotKeptAgain() {
        var change = Samples.change(1, AssetState.PREPARING, 0, Map.of(Step.PROBE, Samples.PROBE_KEY));
        var known = Samples.first(change, Map.of(Step.PROBE, PROBE));

        var event = History.moved(Optional.of(known),
                Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of(Step.PROBE, Samples.PROBE_KEY)),
                Map.of(Step.PROBE, PROBE), NOW);

        assertThat(((AssetEvent.Moved) event.content()).fresh()).isEmpty();
        assertThat(History.apply(Optional.of(known), event).results()).containsEntry(Step.PROBE, PROBE);
    }

    @Test
    void edited_namesWhatIsDecidedAndWhoNotWhat() {
        var track = new CaptionTrack(new LanguageTag("de"), CaptionTrack.Origin.EDITED, CaptionTrack.State.PUBLISHED,
                1, "w", "v", "s", Optional.of(NOW));
        var edits = Edits.NONE
                .with(new Overrides(Optional.of("Anna"), Optional.empty(), Optional.of(List.of("#a")),
                        Optional.empty()))
                .with(track).with(PlaybackPolicy.PUBLIC);

        var event = History.edited(first, edits, Samples.PERSON, NOW);

        assertThat(event.head().members()).containsExactly("title", "hashtags", "captions.de", "playback_policy");
        assertThat(event.head().person()).contains(Samples.PERSON);
        assertThat(event.head().run()).isEmpty();
        assertThat(History.edited(Samples.edited(first, edits), edits.without(new LanguageTag("de")), "p", NOW).head()
                .members()).containsExactly("captions.de");
    }

    /** Clocks of several machines differ; the log's times do not go back. */
    @Test
    void head_clockGoesBack_keepsTheTime() {
        var late = History.apply(Optional.of(first), History.edited(first, Edits.NONE.with(PlaybackPolicy.PUBLIC),
                Samples.PERSON, NOW));

        assertThat(History.edited(late, Edits.NONE, Samples.PERSON, NOW.minusSeconds(9)).at()).isEqualTo(NOW);
    }

    @Test
    void newest_assetOlderThanItsLog_isAllOfIt() {
        var old = Asset.first(Samples.change(1, AssetState.PREPARING, 7, Map.of()), Map.of());

        var event = History.newest(old);

        assertThat(event.head().type()).isEqualTo(Type.ADOPTED);
        assertThat(History.apply(Optional.empty(), event)).isEqualTo(old);
    }

    @Test
    void apply_gapRepetitionOrMissingResult_isRefused() {
        var next = History.edited(first, Edits.NONE.with(PlaybackPolicy.PUBLIC), Samples.PERSON, NOW);
        assertThatThrownBy(() -> History.apply(Optional.empty(), next)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event 2 does not follow version 0");
        assertThatThrownBy(() -> History.apply(Optional.of(History.apply(Optional.of(first), next)), next))
                .isInstanceOf(IllegalArgumentException.class);

        var change = Samples.change(2, AssetState.PREPARING, 0, Map.of(Step.PROBE, Samples.PROBE_KEY));
        assertThatThrownBy(() -> History.apply(Optional.of(first),
                History.moved(Optional.of(first), change, Map.of(), NOW)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(Samples.PROBE_KEY);
    }
}
