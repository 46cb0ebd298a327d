package io.crealia.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.error.DependencyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final List<Runnable> handedOver = new ArrayList<>();
    private final Breaker breaker = new Breaker(handedOver::add, nanos::get);
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private boolean down;

    @Test
    void tryAgain_new_connectsOffTheRequestsThread() {
        assertThat(breaker.isOpen()).isTrue();
        tryAgain();
        assertThat(attempts).hasValue(0);

        runProbe();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(closings).hasValue(1);
    }

    @Test
    void failed_threeInARow_opens() {
        close();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isFalse();
        breaker.succeeded();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.failed()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.failed()).as("a late failure").isFalse();
    }

    @Test
    void tryAgain_whileOneIsAtWorkOrTooEarly_doesNothing() {
        tryAgain();
        tryAgain();
        assertThat(handedOver).hasSize(1);

        down = true;
        runProbe();
        tryAgain();
        assertThat(handedOver).as("right after a failure").isEmpty();

        nanos.addAndGet(Breaker.PAUSE.toNanos());
        tryAgain();
        down = false;
        runProbe();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(attempts).hasValue(2);
        assertThat(closings).hasValue(1);
    }

    @Test
    void tryAgain_noServerIsNamed_waitsAsForOneThatIsDown() {
        breaker.tryAgain(() -> {
            throw new ConfigurationException("CREALIA_REDIS_URI", "a value");
        }, closings::incrementAndGet);
        runProbe();
        tryAgain();
        assertThat(handedOver).as("right after a failure").isEmpty();
        assertThat(breaker.isOpen()).isTrue();
    }

    private void close() {
        tryAgain();
        runProbe();
    }

    private void tryAgain() {
        breaker.tryAgain(() -> {
            attempts.incrementAndGet();
            if (down) {
                throw new DependencyException("down", null);
            }
        }, closings::incrementAndGet);
    }

    private void runProbe() {
        handedOver.removeFirst().run();
    }
}
