package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.TranscodingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ApplyJobEventTest {
    private final World world = World.probed();

    @BeforeEach
    void submit() {
        world.drive(Step.TRANSCODE);
        world.encode(Sources.landscape720(), 10_000);
    }

    @Test
    void execute_complete_writesTheResultThenTells() {
        world.apply.execute(world.event(JobEvent.Status.COMPLETE, 100));
        var fact = world.facts(Fact.StepSucceeded.class).getFirst();
        assertThat(world.store.size(fact.resultKey())).isPresent();
        var result = world.result(Step.TRANSCODE);
        assertThat(result.path("job_id").asText()).isEqualTo(world.service.jobIds().getFirst());
        assertThat(result.path("hls").path("master").asText()).isEqualTo(World.layout().master());
        assertThat(result.path("hls").path("bytes").asLong()).isPositive();
        assertThat(result.path("frames").path("poster")).hasSize(10);
        assertThat(result.path("frames").path("storyboard")).hasSize(50);
        assertThat(result.path("decisions")).isNotEmpty();
        assertThat(result.path("renditions")).hasSize(8).last().satisfies(skipped -> {
            assertThat(skipped.path("name").asText()).isEqualTo("1080");
            assertThat(skipped.path("state").asText()).isEqualTo("skipped");
            assertThat(skipped.path("reason").asText()).contains("720");
        });
    }

    @Test
    void execute_completeWithoutOutputs_isRetriedAndNamesThem() {
        world.store.delete(World.layout().variant("540"));
        world.apply.execute(world.event(JobEvent.Status.COMPLETE, 100));
        var failure = world.facts(Fact.StepFailed.class).getFirst();
        assertThat(failure.code()).isEqualTo("transcode.outputs_missing");
        assertThat(failure.failure()).isEqualTo(FailureKind.RETRY);
        assertThat(failure.detail()).contains("hls/index_540.m3u8");
        assertThat(job().state()).isEqualTo(JobState.ERROR);
    }

    @Test
    void execute_error_isToldByItsClass() {
        world.apply.execute(new JobEvent(World.key(), world.service.jobIds().getFirst(), JobEvent.Status.ERROR,
                world.clock.instant(), 0, 1401, "Unable to open input file", 0));
        var failure = world.facts(Fact.StepFailed.class).getFirst();
        assertThat(failure.code()).isEqualTo("transcode.permission");
        assertThat(failure.detail()).isEqualTo("MediaConvert error 1401: Unable to open input file");
    }

    @Test
    void execute_canceledByOthers_isRetried() {
        world.apply.execute(world.event(JobEvent.Status.CANCELED, 0));
        var failure = world.facts(Fact.StepFailed.class).getFirst();
        assertThat(failure.failure()).isEqualTo(FailureKind.RETRY);
        assertThat(job().state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void execute_progress_isToldOnlyWhenItGrows() {
        for (var percent : new int[]{5, 5, 3, 6, 40, 12}) {
            world.clock.advance(Duration.ofSeconds(1));
            world.apply.execute(world.event(JobEvent.Status.STATUS_UPDATE, percent));
        }
        assertThat(world.facts(Fact.StepProgressed.class)).extracting(Fact.StepProgressed::percent).containsExactly(5,
                6, 40);
    }

    @Test
    void execute_queueDownDuringProgress_keepsOnlyTheLatest() {
        for (int percent = 1; percent <= 5; percent++) {
            world.clock.advance(Duration.ofSeconds(1));
            world.sender.failNext(1);
            var event = world.event(JobEvent.Status.STATUS_UPDATE, percent);
            assertThatThrownBy(() -> world.apply.execute(event));
        }
        assertThat(job().outbox()).hasSize(1);
    }

    /** After the outcome nobody comes back for what else is owed (simulation, seed 7014). */
    @Test
    void execute_queueDownAtTheEnd_tellsTheOutcomeLast() {
        world.encode(Sources.landscape720(), 10_000);
        world.sender.failNext(1);
        var complete = world.event(JobEvent.Status.COMPLETE, 100);
        assertThatThrownBy(() -> world.apply.execute(complete)).isInstanceOf(DependencyException.class);
        assertThat(world.facts(Fact.StepSucceeded.class)).isEmpty();
        assertThat(world.purse.settled()).containsKey(World.job().value());

        world.apply.execute(complete);
        assertThat(world.facts(Fact.StepSucceeded.class)).hasSize(1);
        assertThat(world.costs()).anyMatch(cost -> cost.kind() == Fact.CostKind.ACTUAL);
    }

    @Test
    void execute_unknownToken_changesNothing() {
        var other = new StepToken(new RunId(RunId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Z"), Step.TRANSCODE, 1);
        world.apply.execute(
                new JobEvent(JobKey.whole(other), "other", JobEvent.Status.COMPLETE, world.clock.instant(), 100, 0, "",
                        0));
        assertThat(world.jobs.find(JobKey.whole(other))).isEmpty();
        assertThat(world.facts()).isEmpty();
    }

    @Test
    void execute_secondJobWithTheToken_changesNothing() {
        world.apply.execute(
                new JobEvent(World.key(), "second", JobEvent.Status.ERROR, world.clock.instant(), 0, 1999, "", 0));
        assertThat(job().state()).isEqualTo(JobState.SUBMITTED);
        assertThat(world.facts()).isEmpty();
    }

    @Test
    void execute_everyEventFiveTimesShuffled_hasOneOutcome() {
        for (int seed = 0; seed < 40; seed++) {
            var shuffled = World.probed();
            shuffled.drive(Step.TRANSCODE);
            shuffled.encode(Sources.landscape720(), 10_000);
            var events = new ArrayList<JobEvent>();
            for (int i = 0; i < 5; i++) {
                events.addAll(lifeOf(shuffled));
            }
            Collections.shuffle(events, new Random(seed));
            events.forEach(shuffled.apply::execute);
            assertThat(shuffled.facts(Fact.StepSucceeded.class)).as("seed %d", seed).hasSize(1);
            assertThat(shuffled.facts(Fact.StepFailed.class)).isEmpty();
            assertThat(shuffled.facts(Fact.StepProgressed.class)).extracting(Fact.StepProgressed::percent).isSorted()
                    .doesNotHaveDuplicates();
            assertThat(shuffled.facts()).last().isInstanceOf(Fact.StepSucceeded.class);
            assertThat(shuffled.service.orders()).hasSize(1);
        }
    }

    private static List<JobEvent> lifeOf(World world) {
        var events = new ArrayList<JobEvent>();
        var at = 0;
        for (var status : new JobEvent.Status[]{JobEvent.Status.INPUT_INFORMATION, JobEvent.Status.PROGRESSING,
                JobEvent.Status.NEW_WARNING, JobEvent.Status.QUEUE_HOP, JobEvent.Status.STATUS_UPDATE,
                JobEvent.Status.COMPLETE}) {
            events.add(new JobEvent(World.key(), world.service.jobIds().getFirst(), status,
                    world.clock.instant().plusSeconds(at++), status == JobEvent.Status.STATUS_UPDATE ? 50 : 0, 0, "",
                    10_000));
        }
        return events;
    }

    private TranscodingJob job() {
        return world.jobs.find(World.key()).orElseThrow();
    }
}
