package io.crealia.assets.domain;

import static io.crealia.assets.Understanding.CAPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.Understanding;
import io.crealia.assets.domain.CaptionTrack.Origin;
import io.crealia.assets.domain.CaptionTrack.State;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CaptionsTest {
    private static final LanguageTag EN = new LanguageTag("en");
    private static final LanguageTag DE = new LanguageTag("de");

    @Test
    void of_scriptsCaptions_arePublished() {
        var track = Captions.find(asset(CAPTIONS), EN).orElseThrow();

        assertThat(track.origin()).isEqualTo(Origin.SCRIPT);
        assertThat(track.published()).isTrue();
        assertThat(track.vttKey()).isEqualTo(Understanding.VTT_KEY);
    }

    @Test
    void of_recognisedCaptions_waitForApprovalOfTheseWords() {
        var draft = CAPTIONS.replace("published", "needs_review").replace("script\",\"l", "recognised\",\"l");
        var asset = asset(draft);
        var track = Captions.find(asset, EN).orElseThrow();
        assertThat(track.state()).isEqualTo(State.NEEDS_REVIEW);

        var approved = asset.with(asset.edits().approving(track));
        assertThat(Captions.find(approved, EN).orElseThrow().published()).isTrue();

        var later = approved.after(Samples.change(Samples.LATER_RUN, 1, AssetState.READY, 100, Map.of()),
                Map.of(Step.CAPTIONS, result(draft.replace("/1/", "/2/"))));
        assertThat(Captions.find(later, EN).orElseThrow().published()).as("other words").isFalse();
    }

    @Test
    void of_personsCaptions_hideTheMachinesWhateverRunsMake() {
        var own = person(EN, 2);
        var asset = asset(CAPTIONS).with(Edits.NONE.with(own));
        assertThat(Captions.of(asset)).containsExactly(own);

        var later = asset.after(Samples.change(Samples.LATER_RUN, 1, AssetState.READY, 100, Map.of()),
                Map.of(Step.CAPTIONS, result(CAPTIONS.replace("/1/", "/2/"))));
        assertThat(Captions.of(later)).containsExactly(own);

        assertThat(Captions.of(later.with(later.edits().without(EN))).getFirst().origin()).isEqualTo(Origin.SCRIPT);
    }

    @Test
    void of_newRunAtWork_keepsWhatWasPublished() {
        var asset = asset(CAPTIONS).after(
                Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of()), Map.of());

        assertThat(Captions.of(asset)).hasSize(1);
    }

    /** The step answers with a person's captions too; once those are deleted they must not come back from it. */
    @ParameterizedTest
    @ValueSource(strings = {"\"origin\":\"uploaded\"", "\"origin\":\"\"", "\"origin\":7"})
    void of_originThatIsNoMachines_isNoTrack(String origin) {
        assertThat(Captions.of(asset(CAPTIONS.replace("\"origin\":\"script\"", origin)))).isEmpty();
    }

    @Test
    void of_skippedOrDamagedResult_isNoTrack() {
        for (var document : new String[]{"{\"schema\":1,\"skipped_reason\":\"captions.no_speech\"}", "{}",
                CAPTIONS.replace("acme/", "rival/"), CAPTIONS.replace("\"en\"", "\"../en\"")}) {
            assertThat(Captions.of(asset(document))).as(document).isEmpty();
        }
    }

    @Test
    void spoken_severalLanguages_isWhatTheMachineHeardOrTheFirst() {
        var both = Edits.NONE.with(person(DE, 1)).with(person(EN, 1));

        assertThat(Captions.spoken(asset(CAPTIONS).with(both))).contains(person(EN, 1));
        assertThat(Captions.spoken(asset("{}").with(both))).contains(person(DE, 1));
        assertThat(Captions.spoken(asset(CAPTIONS))).isEmpty();
    }

    private static CaptionTrack person(LanguageTag language, long version) {
        return new CaptionTrack(language, Origin.UPLOADED, State.PUBLISHED, version, "acme/w", "acme/v", "acme/s",
                Optional.of(Samples.START));
    }

    private static Asset asset(String captions) {
        return Asset.first(Samples.ready(9), Map.of(Step.CAPTIONS, result(captions)));
    }

    private static StepResult result(String document) {
        return new StepResult(Understanding.CAPTIONS_KEY, Json.parse(document));
    }
}
