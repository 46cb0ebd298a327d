package io.crealia.local.cloud.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CommitsTest {

    private static final long SPACING = 4_000_000;

    private final AtomicLong now = new AtomicLong(1_000_000_000);
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private volatile Runnable meanwhile = () -> {};
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger onDisk = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Runnable disk = () -> {};
    private final Commits kept = new Commits(() -> made.get() > onDisk.get(), () -> {
        commits.incrementAndGet();
        int all = made.get();
        disk.run();
        assertThat(made).as("nothing changes meanwhile").hasValue(all);
        onDisk.set(all);
    }, new Commits.Spacing(SPACING, now::get, rest -> {
        pauses.add(rest);
        now.addAndGet(rest);
        meanwhile.run();
    }));

    @Test
    void change_isAnsweredOnceItIsOnDisk() {
        assertThat(change()).isEqualTo(1);
        assertThat(onDisk).hasValue(1);
        assertThat(change()).isEqualTo(2);
        assertThat(commits).hasValue(2);
    }

    @Test
    void changeSoonAfterACommit_waitsAndTakesOthersAlong() throws Exception {
        change();
        now.addAndGet(1_000_000);
        var others = new ArrayList<Running>();
        meanwhile = () -> {
            others.add(start());
            while (made.get() < 3) {
                Thread.onSpinWait();
            }
        };
        assertThat(change()).isEqualTo(2);
        assertThat(pauses).containsExactly(3_000_000L);
        assertThat(others.getFirst().answer()).isEqualTo(3);
        assertThat(commits).as("one for both").hasValue(2);
    }

    @Test
    void changeLongAfterACommit_doesNotWait() {
        change();
        now.addAndGet(SPACING);
        change();
        assertThat(pauses).isEmpty();
        assertThat(commits).hasValue(2);
    }

    @Test
    void whatChangesNothing_commitsNothing() {
        assertThat(kept.kept(made::get)).isZero();
        assertThat(commits).hasValue(0);
    }

    @Test
    void changesThatComeDuringACommit_shareTheNext() throws Exception {
        disk = this::standStill;
        var first = start();
        atWork.await();
        var others = new ArrayList<Running>();
        for (int i = 0; i < 8; i++) {
            others.add(start());
        }
        assertThat(made).hasValue(1);
        disk = () -> {};
        goOn.countDown();
        assertThat(first.answer()).isEqualTo(1);
        for (var other : others) {
            assertThat(other.answer()).isBetween(2, 9);
        }
        assertThat(commits).hasValue(2);
        assertThat(onDisk).hasValue(9);
    }

    @Test
    void changeThatFails_isOnDiskToo() {
        assertThatThrownBy(() -> kept.kept(() -> {
            made.incrementAndGet();
            throw new IllegalArgumentException("half");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("half");
        assertThat(onDisk).hasValue(1);
    }

    @Test
    void commitThatFails_failsAllWhoWaitForIt_andTheNextIsTriedAgain() throws Exception {
        disk = this::standStill;
        var first = start();
        atWork.await();
        var others = List.of(start(), start());
        disk = () -> {
            throw new IllegalStateException("the disk is full");
        };
        goOn.countDown();
        assertThat(first.answer()).isEqualTo(1);
        for (var other : others) {
            assertThatThrownBy(other::answer).isInstanceOf(ExecutionException.class).cause()
                    .hasMessage("a change could not be written to disk").hasRootCauseMessage("the disk is full");
        }
        disk = () -> {};
        assertThat(change()).isEqualTo(4);
        assertThat(onDisk).hasValue(4);
    }

    private int change() {
        return kept.kept(made::incrementAndGet);
    }

    private void standStill() {
        atWork.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Running(FutureTask<Integer> change) {
        int answer() throws Exception {
            return change.get();
        }
    }

    /** A change of another thread, which waits for a commit or at one when this returns. */
    private Running start() {
        var change = new FutureTask<>(this::change);
        var thread = Thread.ofPlatform().daemon().start(change);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return new Running(change);
    }
}
