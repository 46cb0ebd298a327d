package io.crealia.chaos.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.chaos.cloud.CrashPoints.Point;
import io.crealia.chaos.proxy.Action;
import io.crealia.chaos.proxy.ProxyFault;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FateTest {
    private static final Point POINT = new Point("s3.CopyObject", true);

    private static java.util.List<Action> decided(long seed) {
        var fate = new Fate(seed, 0.3);
        fate.faulty(true);
        return IntStream.range(0, 200).mapToObj(_ -> fate.decide("mongo.find.runs")).toList();
    }

    @Test
    void sameSeed_sameFaults_andAnotherSeedOthers() {
        assertThat(decided(1)).isEqualTo(decided(1)).isNotEqualTo(decided(2));
    }

    @Test
    void faults_areCountedByNameAndAllKindsCome() {
        var fate = new Fate(3, 0.5);
        fate.faulty(true);
        var faults = IntStream.range(0, 1_000).mapToObj(_ -> fate.decide("s3.GetObject"))
                .filter(Action.Inject.class::isInstance).count();

        assertThat(fate.injected().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo((int) faults);
        assertThat(fate.injected().keySet()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(ProxyFault.values()).map(fault -> fault + " s3.GetObject").toList());
    }

    @Test
    void withoutFaults_everythingPasses() {
        assertThat(new Fate(1, 1).decide("s3.GetObject")).isEqualTo(Action.PASS);
    }

    @Test
    void killAt_theFirstRequestOfThePointKillsAndNoOther() throws InterruptedException {
        var fate = new Fate(1, 0);
        var waiting = new java.util.concurrent.atomic.AtomicBoolean();
        var killer = Thread.ofVirtual().start(() -> {
            try {
                waiting.set(fate.killAt(POINT, () -> {}, 60_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Action first = Action.PASS;
        while (first.equals(Action.PASS)) {
            assertThat(fate.decide("s3.PutObject")).isEqualTo(Action.PASS);
            first = fate.decide("s3.CopyObject");
        }
        assertThat(fate.decide("s3.CopyObject")).isEqualTo(Action.PASS);
        assertThat(first).isInstanceOfSatisfying(Action.Crash.class, crash -> {
            assertThat(crash.after()).isTrue();
            crash.kill().run();
        });
        killer.join();
        assertThat(waiting).isTrue();
    }

    @Test
    void killAt_nothingComes_givesUp() throws InterruptedException {
        var fate = new Fate(1, 0);

        assertThat(fate.killAt(POINT, () -> {}, 1)).isFalse();
        assertThat(fate.decide("s3.CopyObject")).isEqualTo(Action.PASS);
    }

    @Test
    void points_areNamedByOperationAndMoment() {
        assertThat(CrashPoints.all()).doesNotHaveDuplicates().contains(POINT, new Point("webhook.POST", false));
        assertThat(POINT).hasToString("s3.CopyObject.after");
        assertThat(new Point("ai.text", false)).hasToString("ai.text.before");
    }
}
