package io.crealia.workflow.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Step;
import io.crealia.testkit.Counted;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.Samples;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.domain.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs count, however often their facts come. */
final class RunMeasuresTest {
    private static final List<Step> STEPS = List.of(Step.PROBE, Step.TRANSCODE, Step.STILLS, Step.VERIFY);
    private final Fixture fixture = new Fixture(new InMemoryRunRepository());

    @Test
    void execute_everyFactTwice_countsStepsAndRunOnce() {
        var counted = Counted.during(() -> {
            for (var repeat = 0; repeat < 2; repeat++) {
                fixture.accept(Samples.accepted(1));
            }
            for (var step : STEPS) {
                for (var repeat = 0; repeat < 2; repeat++) {
                    fixture.apply(1, Samples.succeeded(Samples.started(1), step, 1));
                }
            }
        });

        for (var step : STEPS) {
            assertThat(counted).containsEntry("crealia_workflow_steps_total|" + step.wireName() + "|succeeded", 1L);
        }
        assertThat(counted).containsEntry("crealia_workflow_steps_total|publish|succeeded", 1L)
                .containsEntry("crealia_workflow_runs_total|stream|ready", 1L)
                .containsKey("crealia_workflow_run_duration_seconds|stream|sum");
    }

    @Test
    void execute_cancelledAndErased_endsOnce() {
        var counted = Counted.during(() -> {
            fixture.accept(Samples.accepted(1));
            fixture.apply(1, new Event.CancelRequested("one"));
            fixture.apply(1, new Event.CancelRequested("two"));
            fixture.apply(1, new Event.EraseRequested("three"));
        });

        assertThat(counted).containsEntry("crealia_workflow_runs_total|stream|cancelled", 1L)
                .doesNotContainKey("crealia_workflow_runs_total|stream|erased");
    }
}
