package io.crealia.platform.lambda;

import io.crealia.metrics.Machine;
import io.crealia.metrics.Telemetry;
import io.crealia.platform.config.Environment;
import io.crealia.platform.store.RedisConnection;
import org.crac.Context;
import org.crac.Resource;

/**
 * Tells an environment's metrics how it came to be. Made with them, by the thread that makes the handler, which takes it over
 * when it is done.
 */
final class ColdStart {
    private static final ThreadLocal<ColdStart> MADE = new ThreadLocal<>();
    private final Telemetry telemetry;
    private final RedisConnection redis;
    private final boolean alone;
    private final long start = System.nanoTime();
    private long restore;

    /** As the first to be restored. */
    final Resource first = new Resource() {
        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) {
            telemetry.beforeCheckpoint();
            redis.close();
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) {
            restore = System.nanoTime();
        }
    };

    /** As the last. */
    final Resource last = new Resource() {
        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) {
            telemetry.beforeCheckpoint();
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) {
            telemetry.restored(micros(restore));
        }
    };

    private ColdStart(Telemetry telemetry, RedisConnection redis, boolean alone) {
        this.telemetry = telemetry;
        this.redis = redis;
        this.alone = alone;
    }

    /** Whether functions other than this one run in the same process: without a Lambda runtime they do. */
    static boolean shared(Environment environment) {
        return environment.optional("AWS_LAMBDA_RUNTIME_API").isEmpty();
    }

    static Telemetry begun(Telemetry telemetry, RedisConnection redis, Environment environment) {
        MADE.set(new ColdStart(telemetry, redis, !shared(environment)));
        return telemetry;
    }

    /** What this thread has made; null if its function is not measured. */
    static ColdStart taken() {
        var made = MADE.get();
        MADE.remove();
        return made;
    }

    /** What connects is closed before the checkpoint, and is connected again beside the first invocation. */
    void rehearse() {
        telemetry.rehearse();
    }

    /** On Lambda all time since the process began is the function's; in a shared process only that since its wiring. */
    void initialised() {
        telemetry.initialised(alone ? Machine.ofProcess().ageMicros() : micros(start));
    }

    private static long micros(long from) {
        return (System.nanoTime() - from) / 1_000;
    }
}
