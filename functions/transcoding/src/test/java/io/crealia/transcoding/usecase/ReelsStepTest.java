package io.crealia.transcoding.usecase;

import static io.crealia.transcoding.usecase.ReelsWorld.SOURCE;
import static io.crealia.transcoding.usecase.ReelsWorld.TOKEN;
import static io.crealia.transcoding.usecase.ReelsWorld.captions;
import static io.crealia.transcoding.usecase.ReelsWorld.clips;
import static io.crealia.transcoding.usecase.ReelsWorld.complete;
import static io.crealia.transcoding.usecase.ReelsWorld.event;
import static io.crealia.transcoding.usecase.ReelsWorld.highlights;
import static io.crealia.transcoding.usecase.ReelsWorld.key;
import static io.crealia.transcoding.usecase.ReelsWorld.put;
import static io.crealia.transcoding.usecase.ReelsWorld.ready;
import static io.crealia.transcoding.usecase.ReelsWorld.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.port.TranscodeService.Submission;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One attempt of several jobs: two highlights, published captions, a landscape source of a minute. */
final class ReelsStepTest {
    private final World world = ready(SOURCE);

    @Test
    void execute_twoHighlights_submitsOneJobEach() {
        world.drive(Step.REELS);
        assertThat(clips(world)).extracting(clip -> clip.key().value()).containsExactly(TOKEN + ".h1", TOKEN + ".h2");
        assertThat(clips(world)).allSatisfy(clip -> assertThat(clip.key().value()).hasSizeLessThanOrEqualTo(64));
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).isEmpty();
    }

    @Test
    void execute_allComplete_endsWithTheLastAndNamesEveryReel() {
        world.drive(Step.REELS);
        complete(world, "h2");
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).isEmpty();
        complete(world, "h1");
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).hasSize(1);
        var result = world.result(Step.REELS);
        assertThat(result.path("reels")).hasSize(2).allSatisfy(reel -> {
            assertThat(reel.path("state").asText()).isEqualTo("ready");
            assertThat(reel.path("job_id").asText()).isNotBlank();
            assertThat(reel.path("captions").asText()).isEqualTo("burned_in");
            assertThat(reel.has("encode")).isFalse();
            assertThat(reel.has("cost")).isFalse();
            assertThat(reel.path("upscale").asDouble()).isPositive();
            assertThat(reel.path("key").asText()).startsWith(MediaKeys.attempt(World.TENANT, World.ASSET, TOKEN));
        });
        assertThat(result.path("reels").get(0).path("name").asText()).isEqualTo("h1");
        assertThat(result.path("decisions")).isNotEmpty();
    }

    @Test
    void execute_captions_areSubRipOfWholeWordsWithTimesOfTheSource() {
        world.drive(Step.REELS);
        var key = clips(world).getFirst().plan().burned().orElseThrow().srtKey();
        var srt = new String(world.store.get(key, 100_000).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(srt).contains("word").contains("00:00:05,").doesNotContain("outside").doesNotContain("crossing");
    }

    @Test
    void execute_captionsNeedReview_areNotBurnedIn() {
        world.result(Step.CAPTIONS, captions("needs_review"));
        world.drive(Step.REELS);
        complete(world, "h1");
        complete(world, "h2");
        assertThat(clips(world)).allSatisfy(clip -> assertThat(clip.plan().burned()).isEmpty());
        assertThat(world.result(Step.REELS).path("reels")).allSatisfy(reel -> {
            assertThat(reel.path("captions").asText()).isEqualTo("none");
            assertThat(reel.path("captions_reason").asText()).contains("review");
            assertThat(reel.has("srt_key")).isFalse();
        });
    }

    @Test
    void execute_noCaptionsAtAll_saysSo() {
        world.results.remove(Step.CAPTIONS);
        world.drive(Step.REELS);
        complete(world, "h1");
        complete(world, "h2");
        assertThat(world.result(Step.REELS).path("reels").get(0).path("captions_reason").asText())
                .isEqualTo("there are no captions");
    }

    @Test
    void execute_wordsAreGone_endsTheAttempt() {
        world.store.delete("acme/words.json");
        world.drive(Step.REELS);
        assertThat(world.facts(Fact.StepFailed.class)).singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("step.input_missing"));
    }

    @Test
    void execute_noHighlightsResult_isSkippedWithReason() {
        world.results.remove(Step.HIGHLIGHTS);
        world.drive(Step.REELS);
        assertThat(succeeded().skippedReason()).contains(ReelsStep.NO_HIGHLIGHTS);
        assertThat(world.result(Step.REELS).path("reels")).isEmpty();
        assertThat(world.service.orders()).hasSize(1);
    }

    @Test
    void execute_highlightsSkipped_passesTheReasonOn() {
        world.result(Step.HIGHLIGHTS, Json.object().put("schema", 1).put("skipped_reason", "nobody speaks"));
        world.drive(Step.REELS);
        assertThat(succeeded().skippedReason()).contains("nobody speaks");
    }

    @Test
    void execute_soundOnly_isSkippedWithReason() {
        var sound = World.probed(Sources.soundOnly());
        sound.result(Step.HIGHLIGHTS, highlights());
        sound.drive(Step.REELS);
        assertThat(sound.facts(Fact.StepSucceeded.class, TOKEN)).singleElement()
                .satisfies(fact -> assertThat(fact.skippedReason()).contains(ReelsStep.NO_PICTURE));
    }

    @Test
    void execute_noFramesKnown_skipsEachReelWithReason() {
        var transcode = (ObjectNode) world.result(Step.TRANSCODE);
        transcode.remove("frames");
        world.result(Step.TRANSCODE, transcode);
        world.drive(Step.REELS);
        assertThat(succeeded().skippedReason()).contains(PlanReels.NO_FRAMES);
        assertThat(world.result(Step.REELS).path("reels")).hasSize(2).allSatisfy(reel -> {
            assertThat(reel.path("state").asText()).isEqualTo("skipped");
            assertThat(reel.path("reason").asText()).isEqualTo(PlanReels.NO_FRAMES);
        });
        assertThat(world.purse.reserved()).doesNotContainKey(TOKEN.value());
    }

    @Test
    void execute_moreHighlightsThanThePresetWants_makesTheBest() {
        world.result(Step.HIGHLIGHTS, highlights("h3", 3, 40_000, 55_000));
        world.drive(Step.REELS);
        assertThat(clips(world)).extracting(clip -> clip.plan().name()).containsExactly("h1", "h2");
    }

    @Test
    void execute_onePartRefused_isSkippedWhileTheOtherIsReady() {
        world.service.answerNextSubmit(new Submission.Refused("wrong"));
        world.drive(Step.REELS);
        assertThat(world.facts(Fact.StepFailed.class, TOKEN)).isEmpty();
        complete(world, "h2");
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).hasSize(1);
        var reels = world.result(Step.REELS).path("reels");
        assertThat(reels.get(0).path("state").asText()).isEqualTo("skipped");
        assertThat(reels.get(0).path("reason").asText()).isEqualTo("transcode.refused: wrong");
        assertThat(reels.get(0).has("failure")).isFalse();
        assertThat(reels.get(1).path("state").asText()).isEqualTo("ready");
        var paid = world.costs().stream().filter(cost -> cost.token().equals(TOKEN)).toList();
        assertThat(paid.getLast().micros()).isLessThan(paid.getFirst().micros());
    }

    @Test
    void execute_allPartsFailed_failsTheStepByWhatMayPass() {
        world.service.answerNextSubmit(new Submission.Refused("wrong"));
        world.service.answerNextSubmit(new Submission.Throttled());
        world.drive(Step.REELS);
        assertThat(world.facts(Fact.StepFailed.class, TOKEN)).singleElement().satisfies(failed -> {
            assertThat(failed.code()).isEqualTo("transcode.throttled");
            assertThat(failed.failure()).isEqualTo(FailureKind.RETRY);
        });
        assertThat(world.purse.settled()).containsEntry(TOKEN.value(), 0L);
        assertThat(world.costs()).last().satisfies(cost -> assertThat(cost.micros()).isZero());
    }

    @Test
    void execute_completeWithoutTheFile_isAFailedPart() {
        world.drive(Step.REELS);
        world.apply.execute(event(world, "h1", JobEvent.Status.COMPLETE, 100));
        complete(world, "h2");
        assertThat(world.result(Step.REELS).path("reels").get(0).path("reason").asText())
                .startsWith("transcode.outputs_missing");
    }

    @Test
    void execute_partCanceledByOthers_isSkippedWithReason() {
        world.drive(Step.REELS);
        world.apply.execute(event(world, "h1", JobEvent.Status.CANCELED, 0));
        complete(world, "h2");
        assertThat(world.result(Step.REELS).path("reels").get(0).path("reason").asText())
                .startsWith("transcode.canceled");
    }

    @Test
    void execute_sameInputsAgain_startsNoJobAndCostsNothing() {
        world.drive(Step.REELS);
        complete(world, "h1");
        complete(world, "h2");
        var rows = world.costs().size();
        var second = new StepToken(World.RUN, Step.REELS, 2);
        world.drive(second);
        assertThat(clips(world)).hasSize(2);
        assertThat(world.costs()).hasSize(rows);
        assertThat(world.facts(Fact.StepSucceeded.class, second)).singleElement()
                .satisfies(fact -> assertThat(fact.resultKey())
                        .isEqualTo(MediaKeys.result(World.TENANT, World.ASSET, TOKEN)));
    }

    @Test
    void execute_otherCaptionsOrPreset_makesThemAgain() {
        world.drive(Step.REELS);
        complete(world, "h1");
        complete(world, "h2");
        world.store.put("acme/words.json", Json.bytes(words("edited")), "application/json");
        world.drive(new StepToken(World.RUN, Step.REELS, 2));
        assertThat(clips(world)).hasSize(4);
        world.preset = "promotional";
        world.drive(new StepToken(World.RUN, Step.REELS, 3));
        assertThat(clips(world)).hasSize(6);
    }

    @Test
    void execute_aPartWasSkipped_theResultIsNotReused() {
        world.service.answerNextSubmit(new Submission.Throttled());
        world.drive(Step.REELS);
        complete(world, "h2");
        world.drive(new StepToken(World.RUN, Step.REELS, 2));
        assertThat(clips(world)).hasSize(3);
    }

    @Test
    void execute_costs_areOneEstimateAndOneActualPerAttempt() {
        world.drive(Step.REELS);
        complete(world, "h1");
        complete(world, "h2");
        // Two clips of 15 s at 720x1280 and 30 pictures a second.
        assertThat(world.costs().stream().filter(cost -> cost.token().equals(TOKEN)).toList())
                .extracting(Fact.CostRecorded::kind, Fact.CostRecorded::item, Fact.CostRecorded::quantity,
                        Fact.CostRecorded::micros)
                .containsExactly(tuple(Fact.CostKind.ESTIMATE, "reels", 30_000L, 7_500L),
                        tuple(Fact.CostKind.ACTUAL, "reels", 30_000L, 7_500L));
        assertThat(world.purse.settled()).containsEntry(TOKEN.value(), 7_500L);
    }

    @Test
    void execute_budgetSpent_failsForGoodAndBuysNothing() {
        world.purse.empty();
        world.drive(Step.REELS);
        assertThat(world.facts(Fact.StepFailed.class, TOKEN)).singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("step.budget"));
        assertThat(clips(world)).isEmpty();
    }

    private Fact.StepSucceeded succeeded() {
        return world.facts(Fact.StepSucceeded.class, TOKEN).getLast();
    }
}
