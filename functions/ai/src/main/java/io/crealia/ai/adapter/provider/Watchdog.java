package io.crealia.ai.adapter.provider;

import io.crealia.ai.port.AiFailure;
import io.crealia.platform.log.Log;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds a call as a whole: a read timeout does not, since every byte that trickles in starts it anew. The call has a
 * virtual thread of its own, because interrupting such a thread closes the socket it waits for.
 */
final class Watchdog {
    private Watchdog() {}

    static <T> T run(Callable<T> call, Duration limit) throws CallFault {
        var task = new FutureTask<>(Log.carried(call));
        Thread.ofVirtual().name("ai-call").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw CallFault.lost("no answer in time", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw AiFailure.unavailable("The invocation was interrupted.", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case CallFault fault -> throw fault;
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                default -> throw new IllegalStateException("a call throws nothing else", e.getCause());
            }
        }
    }
}
