package io.crealia.operations.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.fake.DyingObjects;
import io.crealia.platform.error.DependencyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SweepBackupsTest {
    private final BackupBench bench = new BackupBench();
    private final SweepBackups sweep = new SweepBackups(BackupBench.DATABASE, bench.catalog, bench.objects, bench.clock,
            BackupBench.RETENTION);

    @Test
    void execute_withoutABackup_touchesNothing() {
        bench.objects.put("parts/crealia/bkp_00000000000000000000000001/assets/000000-x.bson.gz", new byte[1]);

        assertThat(sweep.execute()).isEqualTo(new SweepBackups.Report(0, 0, 0, 0));
        assertThat(bench.objects.keys("")).hasSize(1);
    }

    @Test
    void execute_pastTheirPeriod_areDeletedWithTheirParts() {
        for (int day = 0; day < 40; day++) {
            bench.backup();
            bench.clock.advance(BackupBench.EVERY);
        }
        // 39 to 0 days and a day ago: those of 36 days and more are past their period.
        var report = sweep.execute();

        assertThat(report.kept()).isEqualTo(35);
        assertThat(report.expired()).isEqualTo(5);
        assertThat(report.parts()).isEqualTo(5 * 6);
        assertThat(bench.catalog.all()).hasSize(35).allMatch(found -> found.manifest().isPresent());
        bench.catalog.all().forEach(found -> bench.restored(found.manifest().orElseThrow()));
    }

    @Test
    void execute_theLastGoodOne_staysHoweverOldItIs() {
        bench.backup();
        var last = bench.backup();
        bench.clock.advance(Duration.ofDays(1000));

        assertThat(sweep.execute()).isEqualTo(new SweepBackups.Report(1, 1, 6, 0));
        assertThat(bench.catalog.lastGood()).contains(last);
        bench.restored(last);
    }

    @Test
    void execute_partsOfADeadBackup_goOnceANewerOneIsGood() {
        var dying = new DyingObjects(bench.objects, 2, DyingObjects.Death.AFTER_WRITING);
        assertThatThrownBy(() -> bench.maker(bench.database, dying, bench.ledger).executeNow(BackupBench.PLENTY))
                .isInstanceOf(DependencyException.class);
        assertThat(sweep.execute().parts()).isZero();
        assertThat(bench.objects.keys("parts/")).hasSize(3);

        var good = bench.backup();

        assertThat(sweep.execute()).isEqualTo(new SweepBackups.Report(1, 0, 3, 0));
        bench.restored(good);
    }

    @Test
    void execute_partsOfTheOneThatIsBeingMade_stay() {
        bench.backup();
        var dying = new DyingObjects(bench.objects, 2, DyingObjects.Death.AFTER_WRITING);
        assertThatThrownBy(() -> bench.maker(bench.database, dying, bench.ledger).executeNow(BackupBench.PLENTY))
                .isInstanceOf(DependencyException.class);

        assertThat(sweep.execute().parts()).isZero();
        bench.clock.advance(BackupBench.EVERY);
        var resumed = bench.maker().execute(BackupBench.PLENTY);
        assertThat(resumed).isInstanceOf(MakeBackup.Result.Finished.class);
        bench.restored(((MakeBackup.Result.Finished) resumed).manifest());
    }

    @Test
    void execute_manifestThatCannotBeRead_keepsItsParts() {
        var damaged = bench.backup();
        bench.objects.put(BackupScope.manifest(BackupBench.DATABASE, damaged.id()),
                "{\"format\": 2}".getBytes(StandardCharsets.UTF_8));
        bench.backup();
        bench.clock.advance(Duration.ofDays(1000));

        assertThat(sweep.execute()).isEqualTo(new SweepBackups.Report(1, 0, 0, 1));
        assertThat(bench.objects.keys("parts/crealia/" + damaged.id())).hasSize(6);
    }

    @Test
    void execute_whatIsNotOurs_stays() {
        bench.backup();
        bench.objects.put("parts/crealia/somebody's/file", new byte[1]);
        bench.objects.put("parts/other/bkp_00000000000000000000000000/x", new byte[1]);

        assertThat(sweep.execute().parts()).isZero();
    }
}
