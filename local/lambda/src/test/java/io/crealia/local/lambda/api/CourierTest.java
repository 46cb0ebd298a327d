package io.crealia.local.lambda.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CourierTest {

    @Test
    void take_fromOneThread_comesInOrderOnTheCouriers() throws InterruptedException {
        try (var courier = new Courier("courier")) {
            List<Integer> came = Collections.synchronizedList(new ArrayList<>());
            var on = new AtomicReference<Thread>();
            var all = new CountDownLatch(1_000);
            for (var i = 0; i < 1_000; i++) {
                var number = i;
                courier.take(() -> {
                    came.add(number);
                    on.set(Thread.currentThread());
                    all.countDown();
                });
            }
            all.await();
            assertThat(came).isSorted().hasSize(1_000);
            assertThat(on.get().getName()).isEqualTo("courier");
        }
    }

    @Test
    void take_fromManyThreads_losesNothing() throws InterruptedException {
        var came = new AtomicInteger();
        try (var courier = new Courier("courier"); var threads = Executors.newFixedThreadPool(8)) {
            var all = new CountDownLatch(20_000);
            for (var i = 0; i < 20_000; i++) {
                threads.execute(() -> courier.take(() -> {
                    came.incrementAndGet();
                    all.countDown();
                }));
            }
            all.await();
        }
        assertThat(came).hasValue(20_000);
    }

    @Test
    void take_oneThatFails_doesNotKeepTheNext() throws InterruptedException {
        try (var courier = new Courier("courier")) {
            var next = new CountDownLatch(1);
            courier.take(() -> {
                throw new IllegalStateException("planted");
            });
            courier.take(next::countDown);
            next.await();
        }
    }

    @Test
    void close_endsTheThread() {
        var on = new AtomicReference<Thread>();
        try (var courier = new Courier("courier")) {
            courier.take(() -> on.set(Thread.currentThread()));
            await().until(() -> on.get() != null);
        }
        await().until(() -> !on.get().isAlive());
    }
}
