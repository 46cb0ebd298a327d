package io.crealia.local.lambda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private static final Optional<MethodHandle> GET_PRIORITY = systemCall("getpriority", ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT);
    private static final Optional<MethodHandle> SET_PRIORITY = systemCall("setpriority", ValueLayout.JAVA_INT,
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
        return started("stores", STORES, start);
    }

    /** @param start what starts a function's own process, which inherits its priority, whoever waits for it */
    public static <T> T function(Supplier<T> start) {
        return started("function", FUNCTIONS, start);
    }

    // Waits through an interrupt: what is started needs somebody who ends it.
    private static <T> T started(String name, int priority, Supplier<T> start) {
        try {
            return CompletableFuture.supplyAsync(start, task -> Thread.ofPlatform().name(name).start(() -> {
                lower(priority);
                task.run();
            })).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> systemCall(String name, MemoryLayout... arguments) {
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
