package io.crealia.local.lambda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that leave the processor to others of this JVM: the API's front comes before the stores, and these before the
 * functions. A busy function must not keep a request from being refused, nor a store from answering; on AWS each has a
 * machine of its own. The JVM's compilers come first as well, because what they have compiled costs less from then on.
 *
 * <p>The JVM ignores priorities on Linux, where {@code nice} belongs to a thread, and a thread inherits it from the one that
 * starts it (setpriority(2), "C library/kernel differences"); elsewhere it belongs to the process and nothing is done.
 */
public final class LowPriority {

    private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);
    /** From 0 to 19; three of these threads have as much of a processor as one of the usual. */
    private static final int STORES = 5;
    /** Nine of these have as much as one of the stores. */
    private static final int FUNCTIONS = 14;
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;
    private static final Optional<MethodHandle> GET_PRIORITY = function("getpriority", ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT);
    private static final Optional<MethodHandle> SET_PRIORITY = function("setpriority", ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private LowPriority() {}

    static ThreadFactory functions(ThreadFactory threads) {
        return work -> threads.newThread(() -> {
            lower(FUNCTIONS);
            work.run();
        });
    }

    /** @param start what starts stores, on a thread whose priority all that it starts inherits: threads and programs */
    public static <T> T stores(Supplier<T> start) {
        var task = new FutureTask<T>(() -> {
            lower(STORES);
            return start.get();
        });
        Thread.ofPlatform().name("stores").start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the stores were starting", e);
        }
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> function(String name, MemoryLayout... arguments) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name)
                .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)));
    }

    /** Not being able to is no reason to stop. */
    private static void lower(int least) {
        if (GET_PRIORITY.isEmpty() || SET_PRIORITY.isEmpty()) {
            return;
        }
        try {
            var nice = (int) GET_PRIORITY.get().invokeExact(PRIO_PROCESS, CALLING_THREAD);
            if (nice < least) {
                var result = (int) SET_PRIORITY.get().invokeExact(PRIO_PROCESS, CALLING_THREAD, least);
                LOG.debug("priority lowered, result {}", result);
            }
        } catch (Throwable e) {
            LOG.debug("the priority stays as it is", e);
        }
    }
}
