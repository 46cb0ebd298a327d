package io.crealia.operations.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.operations.domain.BackedUpCollection;
import io.crealia.operations.domain.BackupId;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupProgress;
import io.crealia.operations.domain.BackupState;
import io.crealia.operations.fake.DyingObjects;
import io.crealia.operations.fake.InMemoryDatabase;
import io.crealia.operations.port.BackupLedger;
import io.crealia.operations.port.BackupObjects;
import io.crealia.operations.usecase.MakeBackup.Result;
import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.MovableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MakeBackupTest {
    private static final int PUTS = 7;
    private final BackupBench bench = new BackupBench();

    private static BackupManifest finished(Result result) {
        return ((Result.Finished) result).manifest();
    }

    private static void assertSame(InMemoryDatabase restored, InMemoryDatabase original) {
        assertThat(restored.collections()).containsExactly("assets", "costs", "runs", "uploads");
        restored.all().forEach((name, documents) -> {
            var expected = original.all().get(name);
            assertThat(documents.keySet()).as(name).isEqualTo(expected.keySet());
            documents.forEach((id, bytes) -> assertThat(bytes).as(name + "/" + id).isEqualTo(expected.get(id)));
        });
        assertThat(restored.indexes("assets")).containsExactly(BackupBench.INDEX);
    }

    @Test
    void execute_firstTime_writesPartsThenTheManifest() {
        var manifest = finished(bench.maker().execute(BackupBench.PLENTY));

        assertThat(manifest.collections()).extracting(BackedUpCollection::name).containsExactly("assets", "costs",
                "runs", "uploads");
        assertThat(manifest.documents()).isEqualTo(17);
        assertThat(manifest.parts()).isEqualTo(PUTS - 1);
        assertThat(bench.objects.keys("")).hasSize(PUTS);
        assertThat(bench.catalog.lastGood()).contains(manifest);
        assertSame(bench.restored(manifest), bench.database);
    }

    @Test
    void execute_beforeTheNextIsDue_doesNothing() {
        var manifest = finished(bench.maker().execute(BackupBench.PLENTY));
        bench.clock.advance(BackupBench.EVERY.minusMillis(1));

        assertThat(bench.maker().execute(BackupBench.PLENTY))
                .isEqualTo(new Result.NotDue(manifest.startedAt().plus(BackupBench.EVERY)));

        bench.clock.advance(Duration.ofMillis(1));
        assertThat(bench.maker().execute(BackupBench.PLENTY)).isInstanceOf(Result.Finished.class);
        assertThat(bench.catalog.all()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(DyingObjects.Death.class)
    void execute_storeDiesAtAnyPut_leavesTheLastGoodOneAndTheNextCallGoesOn(DyingObjects.Death death) {
        for (int puts = 0; puts < PUTS; puts++) {
            var one = new BackupBench();
            var good = one.backup();
            var before = one.restored(good);
            one.database.with("assets", new Document("_id", "new").append("text", "y"));
            one.clock.advance(BackupBench.EVERY);
            var dying = new DyingObjects(one.objects, puts, death);

            assertThatThrownBy(
                    () -> one.maker(one.database, dying, one.ledger).execute(BackupBench.PLENTY))
                    .as(death + " at put " + puts).isInstanceOf(DependencyException.class)
                    .hasMessageContaining(puts < PUTS - 1 ? "parts/crealia/bkp_" : "manifests/crealia/bkp_");

            if (puts < PUTS - 1 || death == DyingObjects.Death.BEFORE_WRITING) {
                assertThat(one.catalog.lastGood()).contains(good);
            }
            assertSame(one.restored(good), before);
            // Nobody has to wait for the end of a lease.
            var next = finished(one.maker().execute(BackupBench.PLENTY));
            assertThat(one.catalog.lastGood()).contains(next);
            assertThat(one.ledger.read().running()).isEmpty();
            assertSame(one.restored(next), one.database);
        }
    }

    @Test
    void execute_timeIsShort_stopsAfterAWholePartAndResumes() {
        var calls = new ArrayList<Result>();
        Result result;
        do {
            var time = new Object() {
                Duration left = BackupBench.RESERVE.plusSeconds(1);
            };
            // Asked whether it is short, before and after the part, for the lease.
            result = bench.maker().execute(() -> {
                var now = time.left;
                time.left = now.minusMillis(400);
                return now;
            });
            calls.add(result);
        } while (result instanceof Result.Paused && calls.size() < 50);

        var manifest = finished(result);
        assertThat(calls).hasSizeBetween(4, 20);
        assertThat(calls.subList(0, calls.size() - 1)).allMatch(Result.Paused.class::isInstance);
        assertSame(bench.restored(manifest), bench.database);
        assertThat(bench.objects.keys("parts/")).hasSize(PUTS - 1);
    }

    @Test
    void execute_noTimeAtAll_writesNothing() {
        assertThat(bench.maker().execute(() -> Duration.ofSeconds(59))).isInstanceOf(Result.Paused.class);
        assertThat(bench.objects.keys("")).isEmpty();
    }

    @Test
    void execute_whileSomebodyWorks_isBusyUntilTheLeaseEnds() {
        bench.ledger.replace(BackupState.NONE.working(progress(), bench.clock.instant().plusSeconds(5)));

        assertThat(bench.maker().execute(BackupBench.PLENTY)).isInstanceOf(Result.Busy.class);
        assertThat(bench.maker().executeNow(BackupBench.PLENTY)).isInstanceOf(Result.Busy.class);
        bench.clock.advance(Duration.ofSeconds(5));
        assertThat(finished(bench.maker().execute(BackupBench.PLENTY)).id()).isEqualTo(progress().id());
    }

    private static BackupProgress progress() {
        return BackupProgress.begun(
                new BackupId("bkp_00000000000000000000000999"),
                MovableClock.START);
    }

    @Test
    void execute_takenForDead_losesAtTheNextPartAndHarmsNothing() {
        // The first worker sleeps at its third part for longer than its lease; the second one finishes meanwhile.
        var second = new ArrayList<Result>();
        var sleeping = new BackupLedger() {
            private int writes;

            @Override
            public BackupState read() {
                return bench.ledger.read();
            }

            @Override
            public boolean replace(BackupState next) {
                if (++writes == 4) {
                    bench.clock.advance(Duration.ofHours(2));
                    second.add(bench.maker().execute(BackupBench.PLENTY));
                }
                return bench.ledger.replace(next);
            }
        };

        assertThat(bench.maker(bench.database, bench.objects, sleeping).execute(BackupBench.PLENTY))
                .isInstanceOf(Result.Busy.class);

        var manifest = finished(second.getFirst());
        assertThat(bench.catalog.all()).hasSize(1);
        assertSame(bench.restored(manifest), bench.database);
    }

    @Test
    void execute_manyAtOnce_makeOneBackup() throws Exception {
        var results = new ArrayList<Result>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Result>>();
            for (int i = 0; i < 16; i++) {
                running.add(threads.submit(() -> bench.maker().execute(BackupBench.PLENTY)));
            }
            for (var one : running) {
                results.add(one.get());
            }
        }

        assertThat(results.stream().filter(Result.Finished.class::isInstance)).hasSize(1);
        assertThat(bench.catalog.all()).hasSize(1);
        assertSame(bench.restored(bench.catalog.lastGood().orElseThrow()), bench.database);
    }

    @Test
    void execute_begunLongAgo_isGivenUp() {
        bench.ledger.replace(BackupState.NONE.working(progress(), bench.clock.instant()).released());
        bench.ledger.replace(new BackupState(1, Optional.of(progress()), Optional.empty(),
                Optional.empty(), Optional.empty()));
        bench.clock.advance(BackupBench.EVERY.multipliedBy(2).plusMillis(1));

        assertThat(finished(bench.maker().execute(BackupBench.PLENTY)).id()).isNotEqualTo(progress().id());
    }

    @Test
    void executeNow_aFinishedOneToday_makesAnother() {
        var first = bench.backup();

        assertThat(bench.backup().id()).isGreaterThan(first.id());
        assertThat(bench.catalog.all()).hasSize(2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void execute_diskIsFull_namesTheFileAndThePart(@TempDir Path folder) throws IOException {
        var full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
        var maker = new MakeBackup(BackupBench.DATABASE, bench.database, bench.objects, bench.ledger,
                new WritePart(bench.objects, () -> full, 1_000_000), bench.ids, bench.clock,
                new MakeBackup.Pace(BackupBench.EVERY, BackupBench.RESERVE));

        assertThatThrownBy(() -> maker.execute(BackupBench.PLENTY)).isInstanceOf(DependencyException.class)
                .hasMessageContaining("parts/crealia/bkp_").hasMessageContaining(full.toString())
                .rootCause().hasMessageContaining("space");
        assertThat(bench.objects.keys("")).isEmpty();
    }

    @Test
    void execute_collectionThatAppearsMeanwhile_isTakenToo() {
        var growing = new InMemoryDatabase("crealia").with("assets", 10);
        var maker = bench.maker(growing, new BackupObjects() {
            @Override
            public void put(String key, byte[] content) {
                bench.objects.put(key, content);
            }

            @Override
            public void put(String key, Path file) {
                growing.create("webhook_endpoints");
                bench.objects.put(key, file);
            }

            @Override
            public Optional<InputStream> open(String key) {
                return bench.objects.open(key);
            }

            @Override
            public List<Entry> list(String prefix, Optional<String> after, int limit) {
                return bench.objects.list(prefix, after, limit);
            }

            @Override
            public void delete(Collection<String> keys) {
                bench.objects.delete(keys);
            }
        }, bench.ledger);

        assertThat(finished(maker.execute(BackupBench.PLENTY)).collections()).extracting(BackedUpCollection::name)
                .containsExactly("assets", "webhook_endpoints");
    }
}
