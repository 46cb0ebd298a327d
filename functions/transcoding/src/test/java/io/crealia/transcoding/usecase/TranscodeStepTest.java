package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.FakeTranscodeService.Fault;
import io.crealia.transcoding.port.TranscodeService.Submission;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class TranscodeStepTest {
    private final World world = World.probed();

    @Test
    void execute_first_submitsOneJobAndTellsNothingYet() {
        world.drive(Step.TRANSCODE);
        assertThat(world.service.orders()).singleElement()
                .satisfies(order -> assertThat(order.key()).isEqualTo(World.key()));
        assertThat(job().state()).isEqualTo(JobState.SUBMITTED);
        assertThat(job().jobId()).contains(world.service.jobIds().getFirst());
        assertThat(world.facts()).isEmpty();
    }

    @Test
    void execute_tenTimes_submitsOneJob() {
        for (int i = 0; i < 10; i++) {
            world.drive(Step.TRANSCODE);
            world.clock.advance(Duration.ofSeconds(20));
        }
        assertThat(world.service.orders()).hasSize(1);
    }

    @Test
    void execute_anotherWorkerClaimsFirst_submitsNothing() {
        world.jobs.beforeNextInsert(() -> world.drive(Step.TRANSCODE));
        world.drive(Step.TRANSCODE);
        assertThat(world.service.orders()).hasSize(1);
    }

    @Test
    void execute_pausedWorkerSubmitsASecondJob_isStoppedByItself() {
        world.service.stallNextSubmit(() -> {
            world.clock.advance(Duration.ofSeconds(90));
            world.drive(Step.TRANSCODE);
        });
        world.drive(Step.TRANSCODE);
        var ids = world.service.jobIds();
        assertThat(ids).hasSize(2);
        assertThat(job().jobId()).contains(ids.get(0));
        assertThat(world.service.statusOf(ids.get(0))).isEqualTo(JobEvent.Status.SUBMITTED);
        assertThat(world.service.statusOf(ids.get(1))).isEqualTo(JobEvent.Status.CANCELED);
    }

    @Test
    void cancel_whileASubmissionStalls_stopsTheJobItMakes() {
        world.service.stallNextSubmit(world::cancel);
        world.drive(Step.TRANSCODE);
        assertThat(world.service.statusOf(world.service.jobIds().getFirst())).isEqualTo(JobEvent.Status.CANCELED);
        assertThat(job().state()).isEqualTo(JobState.CANCELED);
        assertThat(world.facts()).isEmpty();
    }

    @Test
    void execute_withoutProbeResult_failsTheRecord() {
        var unprobed = new World();
        assertThatThrownBy(() -> unprobed.drive(Step.TRANSCODE)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("probe");
        assertThat(unprobed.jobs.find(World.key())).isEmpty();
    }

    @Test
    void execute_refused_isPermanentWithTheServicesWords() {
        world.service.answerNextSubmit(new Submission.Refused("/settings: no such thing"));
        world.drive(Step.TRANSCODE);
        assertThat(failure().code()).isEqualTo("transcode.refused");
        assertThat(failure().failure()).isEqualTo(FailureKind.PERMANENT);
        assertThat(failure().detail()).isEqualTo("/settings: no such thing");
    }

    @Test
    void execute_throttledOrForbidden_isToldByClass() {
        world.service.answerNextSubmit(new Submission.Throttled());
        world.drive(Step.TRANSCODE);
        assertThat(failure().failure()).isEqualTo(FailureKind.RETRY);
        var other = World.probed();
        other.service.answerNextSubmit(new Submission.Forbidden("no"));
        other.drive(Step.TRANSCODE);
        assertThat(other.facts(Fact.StepFailed.class).getFirst().code()).isEqualTo("transcode.permission");
    }

    @Test
    void execute_crashAfterSubmission_adoptsTheJobWhenTheClaimIsOld() {
        world.service.failNextSubmit(Fault.AFTER);
        assertThatThrownBy(() -> world.drive(Step.TRANSCODE)).isInstanceOf(DependencyException.class);
        assertThat(job().state()).isEqualTo(JobState.CLAIMED);
        world.clock.advance(Duration.ofSeconds(89));
        world.drive(Step.TRANSCODE);
        assertThat(job().state()).isEqualTo(JobState.CLAIMED);
        world.clock.advance(Duration.ofSeconds(1));
        world.drive(Step.TRANSCODE);
        assertThat(job().jobId()).contains(world.service.jobIds().getFirst());
        assertThat(world.service.orders()).hasSize(1);
    }

    @Test
    void execute_otherAgeOfClaimsSet_looksForTheJobThen() {
        var patient = World.probed(new World(Duration.ofMinutes(3)), Sources.landscape720());
        patient.service.failNextSubmit(Fault.AFTER);
        assertThatThrownBy(() -> patient.drive(Step.TRANSCODE)).isInstanceOf(DependencyException.class);
        patient.clock.advance(Duration.ofSeconds(179));
        patient.drive(Step.TRANSCODE);
        assertThat(patient.jobs.find(World.key()).orElseThrow().state()).isEqualTo(JobState.CLAIMED);
        patient.clock.advance(Duration.ofSeconds(1));
        patient.drive(Step.TRANSCODE);
        assertThat(patient.jobs.find(World.key()).orElseThrow().jobId()).contains(patient.service.jobIds().getFirst());
    }

    @Test
    void execute_crashBeforeSubmission_submitsWhenTheClaimIsOld() {
        world.service.failNextSubmit(Fault.BEFORE);
        assertThatThrownBy(() -> world.drive(Step.TRANSCODE)).isInstanceOf(DependencyException.class);
        world.clock.advance(Duration.ofSeconds(90));
        world.drive(Step.TRANSCODE);
        assertThat(world.service.orders()).hasSize(1);
        assertThat(job().state()).isEqualTo(JobState.SUBMITTED);
    }

    @Test
    void execute_eventBeforeTheJobIdIsRecorded_counts() {
        world.service.failNextSubmit(Fault.AFTER);
        assertThatThrownBy(() -> world.drive(Step.TRANSCODE)).isInstanceOf(DependencyException.class);
        world.apply.execute(world.event(JobEvent.Status.STATUS_UPDATE, 10));
        assertThat(job().state()).isEqualTo(JobState.SUBMITTED);
        assertThat(job().jobId()).contains(world.service.jobIds().getFirst());
        world.clock.advance(Duration.ofSeconds(90));
        world.drive(Step.TRANSCODE);
        assertThat(world.service.orders()).hasSize(1);
    }

    @Test
    void execute_lostCompleteEvent_isFoundByAsking() {
        world.drive(Step.TRANSCODE);
        world.encode(Sources.landscape720(), 10_000);
        world.service.move(world.service.jobIds().getFirst(), JobEvent.Status.COMPLETE, 100, 0);
        world.clock.advance(Duration.ofSeconds(59));
        world.drive(Step.TRANSCODE);
        assertThat(world.facts()).isEmpty();
        world.clock.advance(Duration.ofSeconds(1));
        world.drive(Step.TRANSCODE);
        assertThat(world.facts(Fact.StepSucceeded.class)).hasSize(1);
        assertThat(world.result(Step.TRANSCODE).path("renditions")).isNotEmpty();
    }

    @Test
    void execute_lostErrorEvent_isFoundByAsking() {
        world.drive(Step.TRANSCODE);
        world.service.move(world.service.jobIds().getFirst(), JobEvent.Status.ERROR, 5, 1030);
        world.clock.advance(Duration.ofSeconds(60));
        world.drive(Step.TRANSCODE);
        assertThat(failure().code()).isEqualTo("media.unusable");
        assertThat(failure().failure()).isEqualTo(FailureKind.REJECT);
    }

    @Test
    void execute_eventsStayAwayButTheJobRuns_isProgress() {
        world.drive(Step.TRANSCODE);
        world.service.move(world.service.jobIds().getFirst(), JobEvent.Status.STATUS_UPDATE, 30, 0);
        world.clock.advance(Duration.ofSeconds(60));
        world.drive(Step.TRANSCODE);
        assertThat(world.facts(Fact.StepProgressed.class)).singleElement()
                .satisfies(fact -> assertThat(fact.percent()).isEqualTo(30));
    }

    @Test
    void execute_jobVanished_isRetried() {
        world.drive(Step.TRANSCODE);
        world.service.forget(world.service.jobIds().getFirst());
        world.clock.advance(Duration.ofSeconds(60));
        world.drive(Step.TRANSCODE);
        assertThat(failure().code()).isEqualTo("transcode.lost");
    }

    @Test
    void execute_finished_tellsTheSameFactAgain() {
        world.drive(Step.TRANSCODE);
        world.encode(Sources.landscape720(), 10_000);
        world.apply.execute(world.event(JobEvent.Status.COMPLETE, 100));
        world.clock.advance(Duration.ofHours(1));
        world.drive(Step.TRANSCODE);
        assertThat(world.facts()).hasSize(2);
        assertThat(world.facts().get(1)).isEqualTo(world.facts().get(0));
        assertThat(world.service.orders()).hasSize(1);
    }

    @Test
    void execute_queueDown_keepsTheOutcomeAndTellsItLater() {
        world.drive(Step.TRANSCODE);
        world.encode(Sources.landscape720(), 10_000);
        world.sender.failNext(1);
        var complete = world.event(JobEvent.Status.COMPLETE, 100);
        assertThatThrownBy(() -> world.apply.execute(complete)).isInstanceOf(DependencyException.class);
        assertThat(job().outbox()).hasSize(2);
        world.apply.execute(complete);
        assertThat(world.facts(Fact.StepSucceeded.class)).hasSize(1);
        assertThat(job().outbox()).isEmpty();
    }

    @Test
    void cancel_running_stopsTheJobAndTellsNothing() {
        world.drive(Step.TRANSCODE);
        world.cancel();
        assertThat(world.service.statusOf(world.service.jobIds().getFirst())).isEqualTo(JobEvent.Status.CANCELED);
        world.apply.execute(world.event(JobEvent.Status.CANCELED, 0));
        world.drive(Step.TRANSCODE);
        assertThat(world.facts()).isEmpty();
        assertThat(world.service.orders()).hasSize(1);
    }

    @Test
    void cancel_beforeTheRequest_fencesIt() {
        world.cancel();
        world.drive(Step.TRANSCODE);
        assertThat(world.service.orders()).isEmpty();
        assertThat(world.facts()).isEmpty();
    }

    @Test
    void cancel_whileTheJobIdIsUnknown_findsAndStopsTheJob() {
        world.service.failNextSubmit(Fault.AFTER);
        assertThatThrownBy(() -> world.drive(Step.TRANSCODE)).isInstanceOf(DependencyException.class);
        world.cancel();
        assertThat(world.service.statusOf(world.service.jobIds().getFirst())).isEqualTo(JobEvent.Status.CANCELED);
        world.cancel();
        assertThat(world.facts()).isEmpty();
    }

    @Test
    void cancel_finished_changesNothing() {
        world.drive(Step.TRANSCODE);
        world.encode(Sources.landscape720(), 10_000);
        world.apply.execute(world.event(JobEvent.Status.COMPLETE, 100));
        world.cancel();
        assertThat(job().state()).isEqualTo(JobState.COMPLETE);
    }

    @Test
    void execute_sameSourceAndPlanAgain_startsNoJobAndCostsNothing() {
        world.transcode(Sources.landscape720(), 10_000);
        var first = world.facts(Fact.StepSucceeded.class).getFirst();
        var second = new StepToken(World.RUN, Step.TRANSCODE, 2);
        world.drive(second);
        assertThat(world.service.orders()).hasSize(1);
        assertThat(world.facts(Fact.StepSucceeded.class)).last().satisfies(fact -> {
            assertThat(fact.token()).isEqualTo(second);
            assertThat(fact.resultKey()).isEqualTo(first.resultKey());
        });
        assertThat(world.costs()).extracting(Fact.CostRecorded::token).containsOnly(World.job());
        assertThat(world.purse.reserved()).containsOnlyKeys(World.job().value());
    }

    @Test
    void execute_sameSourceButTheResultIsGone_encodesAgain() {
        world.transcode(Sources.landscape720(), 10_000);
        world.store.delete(world.facts(Fact.StepSucceeded.class).getFirst().resultKey());
        world.drive(new StepToken(World.RUN, Step.TRANSCODE, 2));
        assertThat(world.service.orders()).hasSize(2);
    }

    @Test
    void execute_otherSource_encodesAgain() {
        world.transcode(Sources.landscape720(), 10_000);
        world.etag = "other";
        world.drive(new StepToken(World.RUN, Step.TRANSCODE, 2));
        assertThat(world.service.orders()).hasSize(2);
    }

    @Test
    void execute_completed_recordsEstimateAndActualAndSettles() {
        world.transcode(Sources.landscape720(), 5_000);
        // 4 rungs (720 and 3 below), the MP4 and two sets of stills, and two of sound, for ten seconds.
        var estimate = 2 * 2_500L + 3 * 1_250 + 2 * 1_250 + 2 * 500;
        assertThat(world.costs()).extracting(Fact.CostRecorded::kind, Fact.CostRecorded::micros,
                Fact.CostRecorded::quantity, Fact.CostRecorded::item, Fact.CostRecorded::unit)
                .startsWith(Assertions.tuple(Fact.CostKind.ESTIMATE, estimate, 90_000L, "transcode", "output_ms"))
                .contains(Assertions.tuple(Fact.CostKind.ACTUAL, estimate, 90_000L, "transcode", "output_ms"));
        assertThat(world.costs().stream().map(cost -> cost.header().id()).distinct()).hasSize(2);
        assertThat(world.purse.settled()).containsEntry(World.job().value(), estimate);
    }

    @Test
    void execute_failed_costsNothing() {
        world.drive(Step.TRANSCODE);
        world.service.move(world.service.jobIds().getFirst(), JobEvent.Status.ERROR, 5, 1030);
        world.clock.advance(Duration.ofSeconds(60));
        world.drive(Step.TRANSCODE);
        assertThat(world.costs()).last().satisfies(cost -> {
            assertThat(cost.kind()).isEqualTo(Fact.CostKind.ACTUAL);
            assertThat(cost.micros()).isZero();
        });
        assertThat(world.purse.settled()).containsEntry(World.job().value(), 0L);
    }

    @Test
    void execute_budgetSpent_failsForGoodAndBuysNothing() {
        world.purse.empty();
        world.drive(Step.TRANSCODE);
        assertThat(failure().code()).isEqualTo("step.budget");
        assertThat(failure().failure()).isEqualTo(FailureKind.PERMANENT);
        assertThat(world.service.orders()).isEmpty();
        assertThat(world.costs()).isEmpty();
    }

    private TranscodingJob job() {
        return world.jobs.find(World.key()).orElseThrow();
    }

    private Fact.StepFailed failure() {
        return world.facts(Fact.StepFailed.class).getFirst();
    }
}
