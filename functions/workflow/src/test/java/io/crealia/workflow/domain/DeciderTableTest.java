package io.crealia.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.workflow.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every event in every state. The table lists each pair that changes the run, as {@code run state, percent, changed
 * steps ! effects}; every other pair must change nothing.
 */
final class DeciderTableTest {
    private static final Reason REASON = new Reason("upload.not_media", "Not a media file.");
    private static final RunId FOREIGN = new RunId(RunId.PREFIX + "7".repeat(26));

    private static final String TABLE = """
            probe 1        | probe.1 progressed 40   | running 0 probe=running/1 !
            probe 1        | probe.1 progressed 60   | running 1 probe=running/1 ! announce
            probe 1        | probe.1 succeeded       | running 2 probe=succeeded/1 transcode=running/1 ! request transcode.1, announce
            probe 1        | probe.1 skipped         | running 2 probe=skipped/1 transcode=running/1 ! request transcode.1, announce
            probe 1        | probe.1 failed REJECT   | rejected 0 probe=failed/1 transcode=cancelled/0 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! announce
            probe 1        | probe.1 failed RETRY    | running 0 probe=waiting/2 ! announce
            probe 1        | probe.1 failed PERMANENT | failed 0 probe=failed/1 transcode=cancelled/0 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! announce
            probe 1        | cancel                  | cancelled 0 probe=cancelled/1 transcode=cancelled/0 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! cancel probe.1, announce
            probe 1        | tick after PT2M         | running 0 probe=running/1 ! request probe.1
            probe 1        | tick after PT30M        | running 0 probe=waiting/2 ! cancel probe.1, announce
            probe 1        | tick after PT5H         | running 0 probe=waiting/2 ! cancel probe.1, announce
            probe 1        | tick after PT24H        | expired 0 probe=cancelled/1 transcode=cancelled/0 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! cancel probe.1, announce

            probe 1        | erase                   | erased 0 ! cancel probe.1
            probe waiting  | erase                   | erased 0 !
            transcode 2    | erase                   | erased 2 ! cancel transcode.2
            verify 2       | erase                   | erased 90 ! cancel verify.2
            ready          | erase                   | erased 50 ! cancel probe.1
            ready_degraded | erase                   | erased 50 ! cancel probe.1
            failed         | erase                   | erased 50 ! cancel probe.1
            rejected       | erase                   | erased 50 ! cancel probe.1
            expired        | erase                   | erased 50 ! cancel probe.1
            cancelled      | erase                   | erased 50 ! cancel probe.1

            probe waiting  | cancel                  | cancelled 0 probe=cancelled/1 transcode=cancelled/0 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! announce
            probe waiting  | tick after PT2M         | running 0 probe=running/2 ! request probe.2, announce
            probe waiting  | tick after PT30M        | running 0 probe=running/2 ! request probe.2, announce
            probe waiting  | tick after PT5H         | running 0 probe=running/2 ! request probe.2, announce
            probe waiting  | tick after PT24H        | expired 0 probe=cancelled/1 transcode=cancelled/0 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! announce

            transcode 2    | transcode.2 progressed 40 | running 34 transcode=running/2 ! announce
            transcode 2    | transcode.2 progressed 60 | running 50 transcode=running/2 ! announce
            transcode 2    | transcode.2 succeeded   | running 82 transcode=succeeded/2 stills=running/1 ! request stills.1, announce
            transcode 2    | transcode.2 skipped     | running 82 transcode=skipped/2 stills=running/1 ! request stills.1, announce
            transcode 2    | transcode.2 failed REJECT | rejected 2 transcode=failed/2 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! announce
            transcode 2    | transcode.2 failed RETRY | running 2 transcode=waiting/3 ! announce
            transcode 2    | transcode.2 failed PERMANENT | failed 2 transcode=failed/2 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! announce
            transcode 2    | cancel                  | cancelled 2 transcode=cancelled/2 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! cancel transcode.2, announce
            transcode 2    | tick after PT2M         | running 2 transcode=running/2 ! request transcode.2
            transcode 2    | tick after PT30M        | running 2 transcode=running/2 ! request transcode.2
            transcode 2    | tick after PT5H         | running 2 transcode=waiting/3 ! cancel transcode.2, announce
            transcode 2    | tick after PT24H        | expired 2 transcode=cancelled/2 stills=cancelled/0 verify=cancelled/0 publish=cancelled/0 ! cancel transcode.2, announce

            verify 2       | verify.2 progressed 40  | running 93 verify=running/2 ! announce
            verify 2       | verify.2 progressed 60  | running 95 verify=running/2 ! announce
            verify 2       | verify.2 succeeded      | ready 100 verify=succeeded/2 publish=succeeded/1 ! announce
            verify 2       | verify.2 skipped        | ready 100 verify=skipped/2 publish=succeeded/1 ! announce
            verify 2       | verify.2 failed REJECT  | rejected 90 verify=failed/2 publish=cancelled/0 ! announce
            verify 2       | verify.2 failed RETRY   | failed 90 verify=failed/2 publish=cancelled/0 ! announce
            verify 2       | verify.2 failed PERMANENT | failed 90 verify=failed/2 publish=cancelled/0 ! announce
            verify 2       | cancel                  | cancelled 90 verify=cancelled/2 publish=cancelled/0 ! cancel verify.2, announce
            verify 2       | tick after PT2M         | running 90 verify=running/2 ! request verify.2
            verify 2       | tick after PT30M        | failed 90 verify=failed/2 publish=cancelled/0 ! cancel verify.2, announce
            verify 2       | tick after PT5H         | failed 90 verify=failed/2 publish=cancelled/0 ! cancel verify.2, announce
            verify 2       | tick after PT24H        | expired 90 verify=cancelled/2 publish=cancelled/0 ! cancel verify.2, announce
            """;

    @Test
    void decide_everyEventInEveryState_isAsTheTableSays() {
        var expected = table();
        var actual = new LinkedHashMap<String, String>();
        states().forEach((name, run) -> events(run).forEach((event, at) -> actual.put(name + " | " + event,
                describe(run, Samples.DECIDER.decide(run, at.event(), at.now())))));

        assertThat(actual.keySet()).containsAll(expected.keySet()).hasSizeGreaterThan(400);
        assertThat(actual).allSatisfy(
                (pair, outcome) -> assertThat(outcome).as(pair).isEqualTo(expected.getOrDefault(pair, "unchanged")));
    }

    private static Map<String, String> table() {
        return TABLE.lines().filter(line -> !line.isBlank()).map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[0].strip() + " | " + cells[1].strip(),
                        cells -> cells[2].strip()));
    }

    private static Map<String, Run> states() {
        var probe = Samples.started(1);
        var waiting = after(probe, fail(probe, Step.PROBE, 1, FailureKind.RETRY));
        var transcode = after(after(after(probe, Samples.succeeded(probe, Step.PROBE, 1)),
                fail(probe, Step.TRANSCODE, 1, FailureKind.RETRY)), new Event.Tick());
        var verify = after(after(after(after(transcode, Samples.succeeded(probe, Step.TRANSCODE, 2)),
                Samples.succeeded(probe, Step.STILLS, 1)), fail(probe, Step.VERIFY, 1, FailureKind.RETRY)),
                new Event.Tick());
        var states = new LinkedHashMap<String, Run>();
        states.put("probe 1", probe);
        states.put("probe waiting", waiting);
        states.put("transcode 2", transcode);
        states.put("verify 2", verify);
        for (var end : List.of(new RunState.Ready(), new RunState.ReadyDegraded(REASON), new RunState.Failed(REASON),
                new RunState.Rejected(REASON), new RunState.Expired(REASON), new RunState.Cancelled(),
                new RunState.Erased())) {
            // Even a terminal run whose document still had a running step would stay as it is.
            states.put(end.wireName(), new Run(probe.order(), 9, "x", end, 50, probe.steps(), probe.createdAt(),
                    probe.deadlineAt(), Optional.of(Samples.NOW), probe.history()));
        }
        return states;
    }

    private record At(Event event, Instant now) {}

    private static Map<String, At> events(Run run) {
        var base = lastInstant(run);
        var events = new LinkedHashMap<String, At>();
        events.put("started", new At(new Event.Started("x", run.order()), base));
        events.put("rejected", new At(new Event.SourceRejected("x", run.order(), REASON), base));
        events.put("retry", new At(new Event.RetryRequested("x", run.order(), Map.of()), base));
        events.put("cancel", new At(new Event.CancelRequested("x"), base));
        events.put("erase", new At(new Event.EraseRequested("x"), base));
        events.put("erased before", new At(new Event.ErasedBefore("x", run.order()), base));
        for (var after : List.of("PT0S", "PT2M", "PT30M", "PT5H", "PT24H")) {
            events.put("tick after " + after, new At(new Event.Tick(), base.plus(Duration.parse(after))));
        }
        for (var step : Step.values()) {
            for (int attempt = 1; attempt <= 3; attempt++) {
                reports(run, new StepToken(run.id(), step, attempt))
                        .forEach((name, event) -> events.put(name, new At(event, base)));
            }
            reports(run, new StepToken(FOREIGN, step, 1))
                    .forEach((name, event) -> events.put("foreign " + name, new At(event, base)));
        }
        return events;
    }

    private static Map<String, Event> reports(Run run, StepToken token) {
        var name = token.step().wireName() + "." + token.attempt() + " ";
        var reports = new HashMap<String, Event>();
        reports.put(name + "progressed 0", new Event.StepProgressed("x", token, 0));
        reports.put(name + "progressed 40", new Event.StepProgressed("x", token, 40));
        reports.put(name + "progressed 60", new Event.StepProgressed("x", token, 60));
        reports.put(name + "succeeded", new Event.StepSucceeded("x", token, "key", Optional.empty()));
        reports.put(name + "skipped", new Event.StepSucceeded("x", token, "key", Optional.of("nothing to do")));
        for (var kind : FailureKind.values()) {
            reports.put(name + "failed " + kind, fail(run, token.step(), token.attempt(), kind, token.runId()));
        }
        return reports;
    }

    private static Event fail(Run run, Step step, int attempt, FailureKind kind) {
        return fail(run, step, attempt, kind, run.id());
    }

    private static Event fail(Run run, Step step, int attempt, FailureKind kind, RunId id) {
        return new Event.StepFailed("x", new StepToken(id, step, attempt), kind, "media.broken", "Broken.");
    }

    private static Run after(Run run, Event event) {
        var now = event instanceof Event.Tick ? run.dueAt().orElseThrow() : lastInstant(run);
        return ((Decision.Changed) Samples.DECIDER.decide(run, event, now)).next();
    }

    private static Instant lastInstant(Run run) {
        return run.history().getLast().at();
    }

    private static String describe(Run before, Decision decision) {
        return switch (decision) {
            case Decision.Unchanged _ -> "unchanged";
            case Decision.Changed(var next, var effects) -> {
                var parts = new ArrayList<String>(List.of(next.state().wireName(), String.valueOf(next.percent())));
                Announcement.reports(next).forEach(report -> {
                    var step = report.step();
                    if (!next.steps().get(step).equals(before.steps().get(step))) {
                        parts.add(step.wireName() + "=" + report.state() + "/" + report.attempt());
                    }
                });
                var told = effects.stream().map(DeciderTableTest::describe).collect(Collectors.joining(", "));
                yield (String.join(" ", parts) + " ! " + told).strip();
            }
        };
    }

    private static String describe(Effect effect) {
        return switch (effect) {
            case Effect.RequestStep(var token) -> "request " + token.step().wireName() + "." + token.attempt();
            case Effect.CancelStep(var token) -> "cancel " + token.step().wireName() + "." + token.attempt();
            case Effect.AnnounceAsset _ -> "announce";
        };
    }
}
