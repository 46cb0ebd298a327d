package io.crealia.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.workflow.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of events with repetitions, stale tokens, any order and a jumping clock. Violations are reported by
 * the names of docs/invariants.md, with the seed that repeats them ({@code -Dcrealia.seed=...}).
 */
final class DeciderRandomTest {
    private static final int SEQUENCES = 20_000;
    private static final RunId FOREIGN = new RunId(RunId.PREFIX + "7".repeat(26));
    private static final Reason REASON = new Reason("upload.not_media", "Not a media file.");

    private final Map<String, Integer> ends = new TreeMap<>();
    private long decisions;

    @Test
    void decide_randomSequences_keepsEveryInvariant() {
        long first = Long.getLong("crealia.seed", 20260301L);
        for (long seed = first; seed < first + SEQUENCES; seed++) {
            new Sequence(seed).run();
        }
        System.out.println("seeds from " + first + ", " + SEQUENCES + " sequences, " + decisions + " decisions, ends "
                + ends);
        // A generator that never gets somewhere proves nothing about it.
        assertThat(ends).containsKeys("ready", "ready_degraded", "failed", "rejected", "expired", "cancelled");
        assertThat(ends.get("ready")).isGreaterThan(SEQUENCES / 20);
    }

    private final class Sequence {
        private final long seed;
        private final Random random;
        private final Template template;
        private final List<Event> earlier = new ArrayList<>();
        private Instant now = Samples.NOW;
        private Run run;
        private int terminalAnnouncements;
        private long announcedVersion;

        Sequence(long seed) {
            this.seed = seed;
            this.random = new Random(seed * 0x9E3779B97F4A7C15L);
            this.template = random.nextInt(3) == 0 ? Samples.FRUGAL : Samples.STREAM;
        }

        void run() {
            var order = Samples.order(1, template.name());
            accept(Samples.DECIDER.open(random.nextInt(50) == 0
                    ? new Event.SourceRejected("x", order, REASON)
                    : new Event.Started("x", order), now));
            int length = 5 + random.nextInt(60);
            for (int i = 0; i < length; i++) {
                moveClock();
                step(random.nextInt(5) == 0 && !earlier.isEmpty()
                        ? earlier.get(random.nextInt(earlier.size()))
                        : event());
            }
            // Whatever happened, time alone ends a run, and then nothing does anything to it.
            for (int i = 0; i < 20 && !run.state().terminal(); i++) {
                now = run.dueAt().orElseThrow();
                assertThat(Samples.DECIDER.decide(run, new Event.Tick(), now)).as(name("BOUNDED: due but unchanged"))
                        .isInstanceOf(Decision.Changed.class);
                step(new Event.Tick());
            }
            now = run.deadlineAt();
            step(new Event.Tick());
            check(run.state().terminal(), "BOUNDED: no end at the deadline");
            List.copyOf(earlier).forEach(this::step);
            check(terminalAnnouncements == 1,
                    "NO_DUP_EFFECT: the end was announced " + terminalAnnouncements + " times");
            ends.merge(run.state().wireName(), 1, Integer::sum);
            erase();
        }

        // The one thing that follows an end, and nothing follows it.
        private void erase() {
            var erase = new Event.EraseRequested("erase");
            var before = run;
            run = ((Decision.Changed) Samples.DECIDER.decide(before, erase, now)).next();
            check(run.state() instanceof RunState.Erased && run.steps().isEmpty() && run.history().isEmpty()
                    && run.order().source().isEmpty() && run.version() == before.version() + 1, "LEGAL: erased " + run);
            earlier.add(erase);
            List.copyOf(earlier).forEach(event -> check(
                    Samples.DECIDER.decide(run, event, now) instanceof Decision.Unchanged,
                    "ABSORB: an erased run changed by " + event));
        }

        private void step(Event event) {
            earlier.add(event);
            if (earlier.size() > 40) {
                earlier.remove(random.nextInt(earlier.size()));
            }
            decisions++;
            var decision = Samples.DECIDER.decide(run, event, now);
            check(decision.equals(Samples.DECIDER.decide(run, event, now)), "decide is not a function");
            if (decision instanceof Decision.Changed changed) {
                legal(run, changed.next(), event);
                accept(changed);
            }
        }

        private void accept(Decision.Changed changed) {
            run = changed.next();
            check(changed.effects().size() <= Decision.Changed.MAX_EFFECTS, "BOUNDED: effects");
            check(run.version() <= template.maxTransitions() + 1L, "BOUNDED: transitions");
            check(run.history().size() <= Run.MAX_HISTORY, "BOUNDED: history");
            check(run.dueAt().isPresent() != run.state().terminal(), "LEGAL: dueAt of " + run.state());
            check(run.percent() < 100 || run.state() instanceof RunState.Ready
                    || run.state() instanceof RunState.ReadyDegraded, "LEGAL: 100 percent of " + run.state());
            int running = 0;
            for (var entry : run.steps().entrySet()) {
                var policy = template.policy(entry.getKey()).orElseThrow();
                if (entry.getValue() instanceof StepState.Running at) {
                    running++;
                    check(at.attempt() <= policy.maxAttempts(), "BOUNDED: attempts");
                    check(at.redrives() <= policy.maxRedrives(), "BOUNDED: redrives");
                }
                check(!run.state().terminal() || entry.getValue().ended(), "LEGAL: an ended run with an open step");
            }
            check(running <= 1, "LEGAL: two steps at once");
            for (var effect : changed.effects()) {
                if (effect instanceof Effect.AnnounceAsset) {
                    check(announcedVersion < run.version(), "NO_DUP_EFFECT: a version was announced twice");
                    announcedVersion = run.version();
                    terminalAnnouncements += run.state().terminal() ? 1 : 0;
                }
            }
        }

        private void legal(Run before, Run after, Event event) {
            check(!before.state().terminal(), "ABSORB: " + before.state() + " changed by " + event);
            check(after.version() == before.version() + 1, "LEGAL: versions are not contiguous");
            check(after.percent() >= before.percent(), "MONOTONE: percent went back");
            check(after.order().equals(before.order()) && after.deadlineAt().equals(before.deadlineAt()),
                    "LEGAL: what never changes changed");
            if (event instanceof Event.Reported reported) {
                check(before.steps().get(reported.token().step()) instanceof StepState.Running at
                        && at.attempt() == reported.token().attempt()
                        && reported.token().runId().equals(before.id()), "LEGAL: a stale token changed the run");
            }
            before.steps().forEach((step, from) -> check(edge(from, after.steps().get(step)),
                    "LEGAL: " + step + " went from " + from + " to " + after.steps().get(step)));
        }

        private boolean edge(StepState from, StepState to) {
            return switch (from) {
                case StepState.Pending _ -> !(to instanceof StepState.Waiting) && !(to instanceof StepState.Failed);
                case StepState.Running at -> switch (to) {
                    case StepState.Running next -> next.attempt() == at.attempt() && next.percent() >= at.percent()
                            && next.startedAt().equals(at.startedAt());
                    case StepState.Waiting next -> next.attempt() == at.attempt() + 1;
                    case StepState.Succeeded _,StepState.Skipped _,StepState.Failed _,StepState.Cancelled _ -> true;
                    case StepState.Pending _ -> false;
                };
                case StepState.Waiting at -> to.equals(at)
                        || to instanceof StepState.Running next && next.attempt() == at.attempt()
                        || to instanceof StepState.Cancelled;
                case StepState.Succeeded _,StepState.Skipped _,StepState.Failed _,StepState.Cancelled _ ->
                    to.equals(from);
            };
        }

        private Event event() {
            var token = token();
            return switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> new Event.StepProgressed("x", token, random.nextInt(101));
                case 4, 5, 6, 7, 8, 9, 10, 11 -> new Event.StepSucceeded("x", token, "key",
                        random.nextInt(5) == 0 ? Optional.of("nothing to do") : Optional.empty());
                case 12, 13 -> new Event.StepFailed("x", token, kind(), "media.broken", "Broken.");
                case 14 -> switch (random.nextInt(5)) {
                    case 0 -> new Event.CancelRequested("x");
                    case 1 -> new Event.Started("x", run.order());
                    case 2 -> new Event.SourceRejected("x", run.order(), REASON);
                    case 3 -> new Event.RetryRequested("x", run.order(), Map.of());
                    default -> new Event.Tick();
                };
                default -> new Event.Tick();
            };
        }

        private FailureKind kind() {
            int draw = random.nextInt(10);
            return draw == 0 ? FailureKind.REJECT : draw == 1 ? FailureKind.PERMANENT : FailureKind.RETRY;
        }

        // Mostly the attempt under way, else anything.
        private StepToken token() {
            var current = run.steps().entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof StepState.Running).findFirst();
            if (current.isPresent() && random.nextInt(3) > 0) {
                return new StepToken(run.id(), current.get().getKey(),
                        ((StepState.Running) current.get().getValue()).attempt());
            }
            var steps = Step.values();
            return new StepToken(random.nextInt(4) == 0 ? FOREIGN : run.id(), steps[random.nextInt(steps.length)],
                    1 + random.nextInt(4));
        }

        private void moveClock() {
            switch (random.nextInt(30)) {
                case 0 -> now = now.plusSeconds(random.nextInt(40_000));
                case 1 -> now = now.minusSeconds(random.nextInt(40_000));
                case 2, 3, 4 -> {
                }
                default -> now = now.plusMillis(random.nextInt(180_000));
            }
        }

        private void check(boolean holds, String violation) {
            if (!holds) {
                throw new AssertionError(name(violation));
            }
        }

        private String name(String violation) {
            return violation + " (seed " + seed + ")";
        }
    }
}
