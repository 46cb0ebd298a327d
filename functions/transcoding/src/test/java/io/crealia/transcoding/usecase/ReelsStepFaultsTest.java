package io.crealia.transcoding.usecase;

import static io.crealia.transcoding.usecase.ReelsWorld.SOURCE;
import static io.crealia.transcoding.usecase.ReelsWorld.TOKEN;
import static io.crealia.transcoding.usecase.ReelsWorld.clips;
import static io.crealia.transcoding.usecase.ReelsWorld.complete;
import static io.crealia.transcoding.usecase.ReelsWorld.event;
import static io.crealia.transcoding.usecase.ReelsWorld.key;
import static io.crealia.transcoding.usecase.ReelsWorld.put;
import static io.crealia.transcoding.usecase.ReelsWorld.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.port.FakeTranscodeService.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An attempt of several jobs of which something is lost, doubled, late or cancelled. */
final class ReelsStepFaultsTest {
    private final World world = ready(SOURCE);

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
}
