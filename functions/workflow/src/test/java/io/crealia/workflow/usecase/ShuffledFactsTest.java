package io.crealia.workflow.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.QueueName;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.Samples;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.domain.Announcement;
import io.crealia.workflow.port.StoredRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** NO_LOSS and NO_DUP_EFFECT: repetition and order of facts do not matter to where a run ends. */
final class ShuffledFactsTest {
    private static final int RUNS = 200;
    private static final long SEED = Long.getLong("crealia.seed", 20260301L);

    @Test
    void accept_everyFactUpToFiveTimesAndShuffled_endsAsInOrder() throws Exception {
        System.out.println("seed " + SEED);
        var inOrder = new World(new Random(SEED), 1, false);
        var shuffled = new World(new Random(SEED + 1), 1, true);
        var concurrent = new World(new Random(SEED + 2), 4, true);
        var expected = inOrder.end();

        assertThat(shuffled.end()).isEqualTo(expected);
        assertThat(concurrent.end()).isEqualTo(expected);
        assertThat(expected.values().stream().map(end -> end.split(" ")[0]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("ready", "failed", "rejected");
    }

    /** A queue that repeats and shuffles, and an executor whose answer depends on the token only. */
    private static final class World {
        private final InMemoryRunRepository runs = new InMemoryRunRepository();
        private final Fixture fixture = new Fixture(runs);
        private final Random random;
        private final int threads;
        private final boolean disorder;
        private final Set<StepToken> asked = new HashSet<>();
        private final Set<StepToken> done = new HashSet<>();
        /** Copies that come long after the first one, when the next attempt may be under way. */
        private final List<String> late = new ArrayList<>();
        private List<String> queue = new ArrayList<>();
        private int read;

        World(Random random, int threads, boolean disorder) {
            this.random = random;
            this.threads = threads;
            this.disorder = disorder;
            for (int number = 1; number <= RUNS; number++) {
                put(Samples.accepted(number));
            }
        }

        Map<String, String> end() throws Exception {
            for (int round = 0; runs.all().isEmpty() || runs.all().stream().anyMatch(World::open); round++) {
                assertThat(round).as("QUIESCE: rounds until all runs ended (seed %d)", SEED).isLessThan(500);
                deliver();
                execute();
                if (queue.isEmpty()) {
                    fixture.clock.advance(Duration.ofMinutes(1));
                    fixture.sweep.execute();
                    execute();
                    release(late.size() / 2);
                }
            }
            release(late.size());
            deliver();
            var announced = fixture.sender.facts(QueueName.ASSETS).stream().map(Fact.AssetChanged.class::cast)
                    .filter(fact -> fact.state().terminal()).map(fact -> fact.header().id()).distinct();
            assertThat(announced).as("NO_DUP_EFFECT: terminal announcements").hasSize(RUNS);
            assertThat(fixture.sender.facts(QueueName.EVENTS).stream().map(Fact.AssetChanged.class::cast)
                    .filter(fact -> fact.state().terminal()).map(fact -> fact.header().id()).distinct())
                    .as("one event for each terminal state").hasSize(RUNS);
            assertThat(runs.all()).hasSize(RUNS).allMatch(stored -> stored.outbox().isEmpty());
            return runs.all().stream().collect(Collectors.toMap(stored -> stored.run().id().value(), World::outcome,
                    (one, _) -> one, TreeMap::new));
        }

        private void release(int count) {
            Collections.shuffle(late, random);
            var due = late.subList(0, count);
            queue.addAll(due);
            due.clear();
        }

        private void deliver() throws Exception {
            var batch = queue;
            queue = new ArrayList<>();
            if (disorder) {
                Collections.shuffle(batch, random);
                // Some are held back and come with a later batch.
                int held = batch.size() / 4;
                queue.addAll(batch.subList(0, held));
                batch = batch.subList(held, batch.size());
            }
            var work = new ConcurrentLinkedQueue<>(batch);
            try (var executor = Executors.newFixedThreadPool(threads)) {
                var workers = new ArrayList<Future<?>>();
                for (int i = 0; i < threads; i++) {
                    workers.add(executor.submit(() -> work(work)));
                }
                for (var worker : workers) {
                    worker.get();
                }
            }
        }

        private void work(ConcurrentLinkedQueue<String> work) {
            for (var body = work.poll(); body != null; body = work.poll()) {
                try {
                    fixture.accept(FactCodec.decode(body));
                } catch (DependencyException e) {
                    // As the queue does with a failed record: it comes again.
                    work.add(body);
                }
            }
        }

        private void execute() {
            var sent = fixture.sender.sent();
            for (var message : sent.subList(read, sent.size())) {
                if (message.queue() == QueueName.STEPS
                        && FactCodec.decode(message.body()) instanceof Fact.StepRequested request) {
                    execute(request);
                }
            }
            read = sent.size();
        }

        private void execute(Fact.StepRequested request) {
            var token = request.token();
            int draw = Math.floorMod(token.value().hashCode() * 0x9E3779B1, 100);
            // Some attempts are lost once, and answered when they are asked for again.
            if (draw % 10 == 3 && asked.add(token) || !done.add(token)) {
                return;
            }
            var header = request.header();
            for (int percent : new int[]{10, 45, 90}) {
                put(new Fact.StepProgressed(header, token, percent));
            }
            put(draw < 88
                    ? new Fact.StepSucceeded(header, token,
                            MediaKeys.result(header.tenantId(), header.assetId(), token), Optional.empty())
                    : new Fact.StepFailed(header, token, kind(draw), "media.broken", "Broken."));
        }

        private static FailureKind kind(int draw) {
            return draw < 96 ? FailureKind.RETRY : draw < 98 ? FailureKind.REJECT : FailureKind.PERMANENT;
        }

        private void put(Fact fact) {
            var body = FactCodec.encode(fact);
            queue.add(body);
            for (int copies = disorder ? random.nextInt(5) : 0; copies > 0; copies--) {
                (random.nextInt(3) == 0 ? late : queue).add(body);
            }
        }

        private static boolean open(StoredRun stored) {
            return !stored.run().state().terminal();
        }

        private static String outcome(StoredRun stored) {
            var run = stored.run();
            return run.state().wireName() + " " + run.state().reason() + " " + run.results()
                    + Announcement.reports(run).stream()
                            .map(report -> " " + report.step() + "=" + report.state() + "/" + report.attempt())
                            .collect(Collectors.joining());
        }
    }
}
