package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.port.ClipOrder;
import io.crealia.transcoding.port.FakeTranscodeService.Fault;
import io.crealia.transcoding.port.TranscodeService.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One attempt of several jobs: two highlights, published captions, a landscape source of a minute. */
final class ReelsStepTest {
    private static final StepToken TOKEN = World.token(Step.REELS);
    private static final MediaInfo SOURCE = Sources.of(Sources.video(1920, 1080), 60_000);
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
    void execute_crashBetweenTheParts_goesOnWithTheSecondOnly() {
        world.service.failNextSubmit(Fault.AFTER);
        assertThatThrownBy(() -> world.drive(Step.REELS)).isInstanceOf(DependencyException.class);
        assertThat(clips(world)).hasSize(1);
        world.drive(Step.REELS);
        assertThat(clips(world)).extracting(clip -> clip.plan().name()).containsExactly("h1", "h2");
        world.clock.advance(Duration.ofSeconds(90));
        world.drive(Step.REELS);
        assertThat(clips(world)).as("the first is adopted, not made again").hasSize(2);
        complete(world, "h1");
        complete(world, "h2");
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).hasSize(1);
    }

    @Test
    void execute_tenTimes_submitsEachOnce() {
        for (int i = 0; i < 10; i++) {
            world.drive(Step.REELS);
            world.clock.advance(Duration.ofSeconds(20));
        }
        assertThat(clips(world)).hasSize(2);
    }

    @Test
    void execute_anotherWorkerPlansFirst_submitsEachOnce() {
        world.jobs.beforeNextInsert(() -> world.drive(Step.REELS));
        world.drive(Step.REELS);
        assertThat(clips(world)).hasSize(2);
    }

    @Test
    void execute_lostCompleteEvents_areFoundByAsking() {
        world.drive(Step.REELS);
        for (var name : List.of("h1", "h2")) {
            put(world, name);
            world.service.move(world.service.jobId(key(name)), JobEvent.Status.COMPLETE, 100, 0);
        }
        world.clock.advance(Duration.ofSeconds(60));
        world.drive(Step.REELS);
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).hasSize(1);
    }

    @Test
    void execute_queueDownAtTheEnd_tellsLater() {
        world.drive(Step.REELS);
        complete(world, "h1");
        put(world, "h2");
        var last = event(world, "h2", JobEvent.Status.COMPLETE, 100);
        world.sender.failNext(1);
        assertThatThrownBy(() -> world.apply.execute(last)).isInstanceOf(DependencyException.class);
        world.apply.execute(last);
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).hasSize(1);
    }

    @Test
    void execute_crashBeforeTheAttemptEnds_isMadeUpByTheNextRequest() {
        world.drive(Step.REELS);
        for (var name : List.of("h1", "h2")) {
            put(world, name);
            var key = key(name);
            var part = world.jobs.find(key).orElseThrow();
            var known = (ObjectNode) Json.parse(part.expected());
            world.jobs.replace(part.ended(JobState.COMPLETE, part.jobId(), world.clock.instant(),
                    Optional.empty(), List.of(), Json.text(known.put("state", "ready"))));
        }
        world.drive(Step.REELS);
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).hasSize(1);
        world.drive(Step.REELS);
        assertThat(world.facts(Fact.StepSucceeded.class, TOKEN)).hasSize(2).allSatisfy(
                fact -> assertThat(fact.header().id()).isEqualTo("evt_" + TOKEN + ".succeeded"));
    }

    @Test
    void execute_progress_isTheMeanOfTheParts() {
        world.drive(Step.REELS);
        world.apply.execute(event(world, "h1", JobEvent.Status.STATUS_UPDATE, 50));
        world.apply.execute(event(world, "h2", JobEvent.Status.STATUS_UPDATE, 30));
        assertThat(world.facts(Fact.StepProgressed.class, TOKEN)).extracting(Fact.StepProgressed::percent)
                .containsExactly(25, 40);
    }

    @Test
    void execute_everyEventFiveTimesShuffled_hasOneOutcome() {
        for (int seed = 0; seed < 20; seed++) {
            var shuffled = ready(SOURCE);
            shuffled.drive(Step.REELS);
            put(shuffled, "h1");
            put(shuffled, "h2");
            var events = new ArrayList<JobEvent>();
            for (int i = 0; i < 5; i++) {
                for (var name : List.of("h1", "h2")) {
                    events.add(event(shuffled, name, JobEvent.Status.PROGRESSING, 0));
                    events.add(event(shuffled, name, JobEvent.Status.STATUS_UPDATE, 50));
                    events.add(event(shuffled, name, JobEvent.Status.COMPLETE, 100));
                }
            }
            Collections.shuffle(events, new Random(seed));
            events.forEach(shuffled.apply::execute);
            assertThat(shuffled.facts(Fact.StepSucceeded.class, TOKEN)).as("seed %d", seed).hasSize(1);
            assertThat(shuffled.facts(Fact.StepProgressed.class, TOKEN)).extracting(Fact.StepProgressed::percent)
                    .isSorted().doesNotHaveDuplicates();
            assertThat(clips(shuffled)).hasSize(2);
        }
    }

    @Test
    void cancel_running_stopsAllPartsAndTellsNothing() {
        world.drive(Step.REELS);
        var facts = world.facts().size();
        world.cancel(TOKEN);
        for (var name : List.of("h1", "h2")) {
            assertThat(world.service.statusOf(world.service.jobId(key(name)))).isEqualTo(JobEvent.Status.CANCELED);
            world.apply.execute(event(world, name, JobEvent.Status.CANCELED, 0));
        }
        world.drive(Step.REELS);
        world.cancel(TOKEN);
        assertThat(world.facts()).hasSize(facts);
        assertThat(world.purse.settled()).containsEntry(TOKEN.value(), 0L);
    }

    @Test
    void cancel_beforeTheRequest_fencesIt() {
        world.cancel(TOKEN);
        world.drive(Step.REELS);
        assertThat(clips(world)).isEmpty();
    }

    @Test
    void cancel_whileAPartsJobIdIsUnknown_findsAndStopsItAndFencesTheRest() {
        world.service.failNextSubmit(Fault.AFTER);
        assertThatThrownBy(() -> world.drive(Step.REELS)).isInstanceOf(DependencyException.class);
        world.cancel(TOKEN);
        assertThat(world.service.statusOf(world.service.jobId(key("h1")))).isEqualTo(JobEvent.Status.CANCELED);
        world.drive(Step.REELS);
        assertThat(clips(world)).hasSize(1);
    }

    @Test
    void cancel_betweenClaimAndSubmission_stopsTheJobAtOnce() {
        world.service.stallNextSubmit(() -> world.cancel(TOKEN));
        world.drive(Step.REELS);
        assertThat(clips(world)).hasSize(1);
        assertThat(world.service.statusOf(world.service.jobId(key("h1")))).isEqualTo(JobEvent.Status.CANCELED);
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

    private static World ready(MediaInfo info) {
        var world = World.probed(info);
        world.transcode(info, 60_000);
        world.result(Step.HIGHLIGHTS, highlights());
        world.store.put("acme/words.json", Json.bytes(words("word")), "application/json");
        world.result(Step.CAPTIONS, captions("published"));
        return world;
    }

    private static ObjectNode captions(String state) {
        return Json.object().put("schema", 1).put("state", state).put("language", "en").put("words_key",
                "acme/words.json");
    }

    private static ObjectNode words(String text) {
        var json = Json.object().put("schema", 1).put("language", "en").put("origin", "script");
        var words = json.putArray("words");
        word(words.addObject(), "outside", 1000, 1400);
        word(words.addObject(), "crossing", 4900, 5100);
        for (int at = 5200; at < 35_000; at += 500) {
            word(words.addObject(), text, at, at + 300);
        }
        return json;
    }

    private static void word(ObjectNode node, String text, int start, int end) {
        node.put("t", text).put("s", start).put("e", end).put("c", 0.9);
    }

    private static ObjectNode highlights(Object... more) {
        var json = Json.object().put("schema", 1).put("preset", "educational");
        var all = json.putArray("highlights");
        all.addObject().put("name", "h2").put("rank", 2).put("start_ms", 22_000).put("end_ms", 37_000);
        all.addObject().put("name", "h1").put("rank", 1).put("start_ms", 5_000).put("end_ms", 20_000);
        if (more.length > 0) {
            all.addObject().put("name", (String) more[0]).put("rank", (int) more[1]).put("start_ms", (int) more[2])
                    .put("end_ms", (int) more[3]);
        }
        return json;
    }

    private static JobKey key(String name) {
        return new JobKey(TOKEN, name);
    }

    private static List<ClipOrder> clips(World world) {
        return world.service.orders().stream().filter(ClipOrder.class::isInstance).map(ClipOrder.class::cast).toList();
    }

    private static JobEvent event(World world, String name, JobEvent.Status status, int percent) {
        return new JobEvent(key(name), world.service.jobId(key(name)), status, world.clock.instant(), percent, 0, "",
                0);
    }

    private static void put(World world, String name) {
        world.store.put(MediaKeys.attempt(World.TENANT, World.ASSET, TOKEN) + name + ".mp4", new byte[]{1},
                "video/mp4");
    }

    private static void complete(World world, String name) {
        put(world, name);
        world.apply.execute(event(world, name, JobEvent.Status.COMPLETE, 100));
    }
}
