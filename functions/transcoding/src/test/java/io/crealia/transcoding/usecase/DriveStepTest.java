package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.platform.error.DependencyException;
import org.junit.jupiter.api.Test;

final class DriveStepTest {
    private final World world = new World();

    @Test
    void execute_factOfAnotherQueue_isRefused() {
        assertThatThrownBy(
                () -> world.drive.execute(new Fact.StepProgressed(World.header("evt_1"), World.job(), 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void execute_publish_isTheWorkflowsOwn() {
        assertThatThrownBy(() -> world.drive(Step.PUBLISH)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A late request of an erased asset must not become a dead letter (simulation, seed 1003). */
    @Test
    void execute_whatAnEarlierStepMadeIsGone_endsTheAttempt() {
        world.results.put(Step.PROBE, "acme/erased/result.json");
        world.drive(Step.TRANSCODE);
        assertThat(world.facts(Fact.StepFailed.class)).singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("step.input_missing"));
    }

    @Test
    void execute_nothingCanBeTold_failsTheRecord() {
        world.sender.failNext(1);
        assertThatThrownBy(() -> world.drive(Step.PROBE)).isInstanceOf(DependencyException.class);
    }
}
