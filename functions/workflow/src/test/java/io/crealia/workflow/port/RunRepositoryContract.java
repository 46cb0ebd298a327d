package io.crealia.workflow.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.StepToken;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.workflow.Samples;
import io.crealia.workflow.domain.Decision;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.domain.StepState;
import io.crealia.workflow.port.RunRepository.DueRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link RunRepository} does. Each test has a repository of its own, or runs of its own in a shared one. */
public abstract class RunRepositoryContract {
    private static final OutboxMessage ONE = new OutboxMessage("1", QueueName.STEPS, "{}");
    private static final OutboxMessage TWO = new OutboxMessage("2", QueueName.ASSETS, "{\"ü\":1}");
    private static final Reason REASON = new Reason("media.broken", "Broken – «really»");

    /** A repository without runs. */
    protected abstract RunRepository repository();

    @Test
    void find_insertedRun_isTheSame() {
        var repository = repository();
        var stored = stored(Samples.started(1), ONE, TWO);
        assertThat(repository.insert(stored)).isTrue();
        assertThat(repository.find(Samples.TENANT, stored.run().id())).contains(stored);
    }

    @Test
    void findByAsset_pages_areInOrderAndTheTenantsOwn() {
        var repository = repository();
        var ids = List.of("A", "B", "C").stream().map(end -> new RunId(RunId.PREFIX + "0".repeat(25) + end)).toList();
        var order = Samples.order(77);
        for (var id : ids.reversed()) {
            var own = new RunOrder(id, Samples.TENANT, order.assetId(), Optional.empty(), order.source(), "c-00000001",
                    order.parameters(), Optional.empty(), 0);
            repository.insert(stored(Samples.DECIDER.open(new Event.Started("x", own), Samples.NOW).next()));
        }

        var first = repository.findByAsset(Samples.TENANT, order.assetId(), Optional.empty(), 2);
        var second = repository.findByAsset(Samples.TENANT, order.assetId(), Optional.of(ids.get(1)), 2);

        assertThat(first).extracting(stored -> stored.run().id()).containsExactly(ids.get(0), ids.get(1));
        assertThat(second).extracting(stored -> stored.run().id()).containsExactly(ids.get(2));
        assertThat(repository.findByAsset(Samples.OTHER_TENANT, order.assetId(), Optional.empty(), 9)).isEmpty();
        assertThat(repository.findByAsset(Samples.TENANT, Samples.asset(78), Optional.empty(), 9)).isEmpty();
    }

    @Test
    void list_pages_areATenantsNewestFirst() {
        var repository = repository();
        for (int number = 1; number <= 4; number++) {
            repository.insert(stored(Samples.started(number)));
        }
        var all = repository.list(Samples.TENANT, Optional.empty(), Optional.empty(), 9);

        assertThat(all).extracting(Run::id).hasSize(4)
                .isSortedAccordingTo(Comparator.comparing(RunId::value).reversed());
        assertThat(repository.list(Samples.TENANT, Optional.empty(), Optional.of(all.get(1).id()), 1))
                .isEqualTo(all.subList(2, 3));
        var asset = all.getFirst().order().assetId();
        assertThat(repository.list(Samples.TENANT, Optional.of(asset), Optional.empty(), 9)).isNotEmpty()
                .isEqualTo(all.stream().filter(run -> run.order().assetId().equals(asset)).toList());
        assertThat(repository.list(new TenantId("rival"), Optional.empty(), Optional.empty(), 9)).isEmpty();
    }

    @Test
    void find_everyKindOfState_isTheSame() {
        var repository = repository();
        var states = List.<StepState>of(new StepState.Pending(),
                new StepState.Running(2, Samples.NOW, Samples.NOW.plusMillis(1), Samples.NOW.plusMillis(2), 3, 4),
                new StepState.Waiting(2, Samples.NOW, Samples.NOW.plusMillis(7), "code"),
                new StepState.Succeeded(1, Optional.of("key"), Samples.NOW, Samples.NOW.plusMillis(5)),
                new StepState.Succeeded(1, Optional.empty(), Samples.NOW, Samples.NOW),
                new StepState.Skipped(1, "key", "why", Samples.NOW, Samples.NOW),
                new StepState.Failed(3, "code", Samples.NOW, Samples.NOW),
                new StepState.Cancelled(0, Optional.empty(), Samples.NOW),
                new StepState.Cancelled(1, Optional.of(Samples.NOW), Samples.NOW));
        var ends = List.of(new RunState.Ready(), new RunState.ReadyDegraded(REASON), new RunState.Failed(REASON),
                new RunState.Rejected(REASON), new RunState.Expired(REASON), new RunState.Cancelled(),
                new RunState.Erased());
        int number = 1;
        for (var step : states) {
            var run = Samples.started(number++);
            same(repository, new Run(run.order(), 1, "op", new RunState.Running(), 7,
                    Map.of(Step.STILLS, step, Step.PROBE, new StepState.Pending()), run.createdAt(),
                    run.deadlineAt(), Optional.empty(), run.history()));
        }
        for (var end : ends) {
            var run = Samples.started(number++);
            same(repository, new Run(run.order(), 1, "op", end, 7, run.steps(), run.createdAt(), run.deadlineAt(),
                    Optional.of(Samples.NOW), List.of()));
        }
        var old = Samples.order(number);
        same(repository,
                Samples.DECIDER.open(new Event.SourceRejected("op",
                        new RunOrder(old.id(), old.tenantId(), old.assetId(), Optional.empty(), Optional.empty(), "c",
                                old.parameters(), Optional.of(Samples.order(1).id()), 3),
                        REASON), Samples.NOW).next());
    }

    @Test
    void findBackfills_degradedRun_isFoundWhenItsTimeComesUntilSettled() {
        var repository = repository();
        var degraded = degraded(1, "ai.unavailable");
        repository.insert(stored(degraded));
        repository.insert(stored(degraded(2, "ai.refused")));
        repository.insert(stored(Samples.started(3)));
        var at = Samples.NOW.plus(Duration.ofMinutes(15));

        assertThat(repository.findBackfills(at.minusMillis(1), 10)).isEmpty();
        assertThat(repository.findBackfills(at, 10))
                .containsExactly(new RunRepository.DueRun(Samples.TENANT, degraded.id(), at));
        repository.settleBackfill(Samples.OTHER_TENANT, degraded.id());
        assertThat(repository.findBackfills(at, 10)).hasSize(1);
        repository.settleBackfill(Samples.TENANT, degraded.id());
        repository.settleBackfill(Samples.TENANT, degraded.id());
        assertThat(repository.findBackfills(at, 10)).isEmpty();
        assertThat(repository.find(Samples.TENANT, degraded.id()).orElseThrow().run()).isEqualTo(degraded);
    }

    private static Run degraded(int number, String code) {
        var run = Samples.started(number);
        return new Run(run.order(), 1, "op", new RunState.ReadyDegraded(new Reason(code, "x")), 100, run.steps(),
                run.createdAt(), run.deadlineAt(), Optional.of(Samples.NOW), List.of());
    }

    @Test
    void find_otherTenant_isMissing() {
        var repository = repository();
        var stored = called(1, "key");
        repository.insert(stored);
        assertThat(repository.find(Samples.OTHER_TENANT, stored.run().id())).isEmpty();
        assertThat(repository.findByKey(Samples.OTHER_TENANT, "key")).isEmpty();
        assertThat(repository.findLatestByAsset(Samples.OTHER_TENANT, Samples.asset(1))).isEmpty();
    }

    @Test
    void insert_sameIdAgain_changesNothing() {
        var repository = repository();
        var first = stored(Samples.started(1), ONE);
        assertThat(repository.insert(first)).isTrue();
        assertThat(repository.insert(stored(Samples.started(1), TWO))).isFalse();
        assertThat(repository.find(Samples.TENANT, first.run().id())).contains(first);
    }

    @Test
    void insert_sameKeyAgain_isRefusedWithinTheTenantOnly() {
        var repository = repository();
        assertThat(repository.insert(called(1, "key"))).isTrue();
        assertThat(repository.insert(called(2, "key"))).isFalse();
        assertThat(repository.insert(called(2, "other key"))).isTrue();
        assertThat(repository.insert(stored(Samples.started(3)))).isTrue();
        assertThat(repository.insert(stored(Samples.started(4)))).isTrue();
        assertThat(repository.findByKey(Samples.TENANT, "key").orElseThrow().run().id())
                .isEqualTo(Samples.order(1).id());
        assertThat(repository.findByKey(Samples.TENANT, "key").orElseThrow().call().orElseThrow().answer())
                .isEqualTo("{\"answer\":1}");
    }

    @Test
    void findLatestByAsset_severalRuns_isTheHighestId() {
        var repository = repository();
        for (int number : new int[]{2, 3, 1}) {
            var order = new RunOrder(RunOrder.firstRunOf(Samples.upload(number)), Samples.TENANT, Samples.asset(7),
                    Optional.empty(), Optional.of(Samples.source(7)), "c", RunParameters.DEFAULT, Optional.empty(), 0);
            repository.insert(stored(Samples.DECIDER.open(new Event.Started("x", order), Samples.NOW).next()));
        }
        repository.insert(stored(Samples.started(8)));
        assertThat(repository.findLatestByAsset(Samples.TENANT, Samples.asset(7)).orElseThrow().run().id())
                .isEqualTo(Samples.order(3).id());
    }

    @Test
    void compareAndSet_currentVersion_replacesTheRun() {
        var repository = repository();
        var first = stored(Samples.started(1), ONE);
        repository.insert(first);
        var next = stored(next(first.run(), 10), TWO);
        assertThat(repository.compareAndSet(next)).isTrue();
        assertThat(repository.find(Samples.TENANT, first.run().id())).contains(next);
    }

    @Test
    void compareAndSet_staleVersionOrMissingRun_changesNothing() {
        var repository = repository();
        var first = stored(Samples.started(1));
        var next = stored(next(first.run(), 10));
        assertThat(repository.compareAndSet(next)).isFalse();
        repository.insert(first);
        repository.compareAndSet(next);
        assertThat(repository.compareAndSet(stored(next(first.run(), 20)))).isFalse();
        assertThat(repository.find(Samples.TENANT, first.run().id())).contains(next);
    }

    @Test
    void compareAndSet_sixteenThreads_makeEachVersionOnce() throws Exception {
        var repository = repository();
        var first = stored(Samples.started(1));
        repository.insert(first);
        var won = together(16, () -> {
            var versions = new ArrayList<Long>();
            while (true) {
                var current = repository.find(Samples.TENANT, first.run().id()).orElseThrow();
                if (current.run().version() >= 65) {
                    return versions;
                }
                var next = stored(next(current.run(), (int) current.run().version()));
                if (repository.compareAndSet(next)) {
                    versions.add(next.run().version());
                }
            }
        });
        assertThat(won.stream().flatMap(List::stream)).hasSize(64).doesNotHaveDuplicates();
    }

    @Test
    void insert_sixteenThreads_makeOneRun() throws Exception {
        var repository = repository();
        var inserted = together(16, () -> repository.insert(called(1, "key")));
        assertThat(inserted).containsOnlyOnce(true);
    }

    @Test
    void acknowledge_everythingSent_waitsForWhatIsDueNext() {
        var repository = repository();
        var stored = stored(Samples.started(1), ONE, TWO);
        repository.insert(stored);
        repository.acknowledge(stored, List.of("1", "2"));
        var after = repository.find(Samples.TENANT, stored.run().id()).orElseThrow();
        assertThat(after.outbox()).isEmpty();
        assertThat(after.nextAt()).isEqualTo(stored.run().dueAt());
        assertThat(after.run()).isEqualTo(stored.run());
    }

    @Test
    void acknowledge_endedRun_isNeverDueAgain() {
        var repository = repository();
        var run = Samples.DECIDER.open(new Event.SourceRejected("x", Samples.order(1), REASON), Samples.NOW).next();
        var stored = stored(run, ONE);
        repository.insert(stored);
        assertThat(repository.findDue(Samples.NOW.plusSeconds(3600), Optional.empty(), 10)).hasSize(1);
        repository.acknowledge(stored, List.of("1"));
        assertThat(repository.findDue(Instant.parse("2100-01-01T00:00:00Z"), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void acknowledge_someSent_keepsTheRestAndTheVisit() {
        var repository = repository();
        var stored = stored(Samples.started(1), ONE, TWO);
        repository.insert(stored);
        repository.acknowledge(stored, List.of("1", "unknown"));
        var after = repository.find(Samples.TENANT, stored.run().id()).orElseThrow();
        assertThat(after.outbox()).containsExactly(TWO);
        assertThat(after.nextAt()).isEqualTo(stored.nextAt());
    }

    @Test
    void acknowledge_runMovedOn_takesOutOnlyWhatWasSent() {
        var repository = repository();
        var first = stored(Samples.started(1), ONE);
        repository.insert(first);
        var next = stored(next(first.run(), 10), ONE, TWO);
        repository.compareAndSet(next);
        repository.acknowledge(first, List.of("1"));
        var after = repository.find(Samples.TENANT, first.run().id()).orElseThrow();
        assertThat(after.outbox()).containsExactly(TWO);
        assertThat(after.nextAt()).isEqualTo(next.nextAt());
        repository.acknowledge(first, List.of());
        assertThat(repository.find(Samples.TENANT, first.run().id()).orElseThrow().nextAt()).isEqualTo(next.nextAt());
    }

    @Test
    void acknowledge_outboxWasEmptiedByOthers_settlesTheVisit() {
        var repository = repository();
        var stored = stored(Samples.started(1));
        repository.insert(stored);
        repository.acknowledge(stored, List.of());
        assertThat(repository.find(Samples.TENANT, stored.run().id()).orElseThrow().nextAt())
                .isEqualTo(stored.run().dueAt());
    }

    @Test
    void findDue_pages_visitEveryDueRunOnceInOrder() {
        var repository = repository();
        for (int number = 1; number <= 7; number++) {
            var at = Samples.NOW.plusSeconds(number % 3);
            repository.insert(new StoredRun(Samples.started(number), List.of(), Optional.of(at), Optional.empty()));
        }
        var all = repository.findDue(Samples.NOW.plusSeconds(1), Optional.empty(), 100);
        assertThat(all).extracting(DueRun::nextAt).isSorted();
        assertThat(all).hasSize(5).allMatch(due -> due.tenantId().equals(Samples.TENANT));

        var paged = new ArrayList<DueRun>();
        var page = repository.findDue(Samples.NOW.plusSeconds(1), Optional.empty(), 2);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = repository.findDue(Samples.NOW.plusSeconds(1), Optional.of(page.getLast()), 2);
        }
        assertThat(paged).isEqualTo(all);
    }

    private static void same(RunRepository repository, Run run) {
        var stored = stored(run, ONE);
        assertThat(repository.insert(stored)).isTrue();
        assertThat(repository.find(Samples.TENANT, run.id())).contains(stored);
    }

    private static StoredRun stored(Run run, OutboxMessage... outbox) {
        return new StoredRun(run, List.of(outbox), Optional.of(Samples.NOW.plusSeconds(30)), Optional.empty());
    }

    private static StoredRun called(int number, String key) {
        return new StoredRun(Samples.started(number), List.of(), Optional.of(Samples.NOW),
                Optional.of(new StoredRun.Call(key, "hash", "{\"answer\":1}")));
    }

    /** The next version, by progress, or by a failure where progress has come to its end. */
    private static Run next(Run run, int percent) {
        var token = new StepToken(new RunId(run.id().value()), Step.PROBE, 1);
        var event = percent <= 100
                ? new Event.StepProgressed("x", token, percent)
                : new Event.StepFailed("x", token, FailureKind.RETRY, "c", "d");
        return ((Decision.Changed) Samples.DECIDER.decide(run, event, Samples.NOW)).next();
    }

    private static <T> List<T> together(int threads, Callable<T> task) throws Exception {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(result(future));
            }
            return results;
        }
    }

    private static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed", e.getCause());
        }
    }
}
