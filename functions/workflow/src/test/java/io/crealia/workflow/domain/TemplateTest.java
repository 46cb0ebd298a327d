package io.crealia.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.workflow.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The templates that ship. */
final class TemplateTest {
    private static final Template STREAM = Template.stream(Samples.TIMING);
    private static final Template AUTO_REELS = Template.autoReels(Samples.TIMING);
    private static final Decider DECIDER = new Decider(new Templates(List.of(STREAM, AUTO_REELS)));
    private static final Instant NOW = Samples.NOW;

    @Test
    void names_areThoseThatAnUploadMayChoose() {
        assertThat(new Templates(List.of(STREAM, AUTO_REELS)).names())
                .isEqualTo(new TreeSet<>(RunParameters.TEMPLATES));
    }

    @Test
    void stream_steps_areDoneInOrder() {
        assertThat(walk("stream")).containsExactly(Step.PROBE, Step.TRANSCODE, Step.STILLS, Step.CAPTIONS, Step.ENRICH,
                Step.VERIFY);
    }

    @Test
    void autoReels_steps_areDoneInOrder() {
        assertThat(walk("auto-reels")).containsExactly(Step.PROBE, Step.TRANSCODE, Step.STILLS, Step.CAPTIONS,
                Step.ENRICH, Step.HIGHLIGHTS, Step.REELS, Step.VERIFY);
    }

    /** Whatever is not understood, the video streams. */
    @ParameterizedTest
    @EnumSource(names = {"CAPTIONS", "ENRICH", "HIGHLIGHTS", "REELS"})
    void autoReels_understandingFails_isReadyDegraded(Step bad) {
        var run = open("auto-reels");
        while (!run.state().terminal()) {
            var step = running(run);
            run = next(run, step == bad
                    ? new Event.StepFailed("x", new StepToken(run.id(), step, 1), FailureKind.PERMANENT, "ai.refused",
                            "Refused.")
                    : Samples.succeeded(run, step, 1));
        }

        assertThat(run.state()).isInstanceOfSatisfying(RunState.ReadyDegraded.class,
                state -> assertThat(state.reason().orElseThrow().code()).isEqualTo("ai.refused"));
        assertThat(run.percent()).isEqualTo(100);
        assertThat(Announcement.playable(run)).isTrue();
    }

    private static List<Step> walk(String template) {
        var steps = new ArrayList<Step>();
        var run = open(template);
        int percent = 0;
        while (!run.state().terminal()) {
            var step = running(run);
            steps.add(step);
            run = next(run, Samples.succeeded(run, step, 1));
            assertThat(run.percent()).isGreaterThanOrEqualTo(percent);
            percent = run.percent();
        }
        assertThat(run.state()).isEqualTo(new RunState.Ready());
        return steps;
    }

    private static Run open(String template) {
        return DECIDER.open(new Event.Started("evt_start", Samples.order(1, template)), NOW).next();
    }

    private static Run next(Run run, Event event) {
        return ((Decision.Changed) DECIDER.decide(run, event, NOW)).next();
    }

    private static Step running(Run run) {
        return run.steps().entrySet().stream().filter(entry -> entry.getValue() instanceof StepState.Running)
                .findFirst().orElseThrow().getKey();
    }
}
