package io.crealia.local.cloud.ai;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Hears "hello world" in any sound, and finds every word of a script; can be held up. */
final class FakeSpeechEngine implements SpeechEngine {
    private final Semaphore gate;
    private final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    final CountDownLatch begun = new CountDownLatch(1);

    FakeSpeechEngine() {
        this(Integer.MAX_VALUE);
    }

    /** @param open how many calls may end before {@link #open} */
    FakeSpeechEngine(int open) {
        gate = new Semaphore(open);
    }

    void open() {
        gate.release(1000);
    }

    @Override
    public Heard recognise(short[] samples) {
        pass();
        if (samples[0] == 666) {
            throw new IllegalStateException("secret detail");
        }
        return new Heard(List.of(new TimedWord("hello", 0.1, 0.4004), new TimedWord("world", 1.2, 1.5)),
                Optional.of("A draft."));
    }

    @Override
    public Heard align(short[] samples, String script) {
        pass();
        return new Heard(List.of(script.split(" ")).stream().map(word -> new TimedWord(word, 0, 0.5)).toList(),
                Optional.empty());
    }

    private void pass() {
        calls.incrementAndGet();
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        begun.countDown();
        try {
            gate.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } finally {
            running.decrementAndGet();
        }
    }
}
