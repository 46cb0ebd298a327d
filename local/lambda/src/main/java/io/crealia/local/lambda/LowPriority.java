package io.crealia.local.lambda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that leave the processor to others of this JVM. A busy function must not keep a request from being refused, nor a
 * store from answering; on AWS each has a machine of its own. The JVM ignores priorities on Linux, where {@code nice} belongs
 * to a thread (setpriority(2), "C library/kernel differences"); elsewhere it belongs to the process and nothing is done.
 */
final class LowPriority {

    private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);
    /** From 0 to 19; ten of these threads have as much of a processor as one of the usual. */
    private static final int NICE = 10;
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;
    private static final Optional<MethodHandle> GET_PRIORITY = function("getpriority", ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT);
    private static final Optional<MethodHandle> SET_PRIORITY = function("setpriority", ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private LowPriority() {}

    static ThreadFactory of(ThreadFactory threads) {
        return work -> threads.newThread(() -> {
            lower();
            work.run();
        });
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
    private static void lower() {
        if (GET_PRIORITY.isEmpty() || SET_PRIORITY.isEmpty()) {
            return;
        }
        try {
            var nice = (int) GET_PRIORITY.get().invokeExact(PRIO_PROCESS, CALLING_THREAD);
            if (nice < NICE) {
                var result = (int) SET_PRIORITY.get().invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
                LOG.debug("priority lowered, result {}", result);
            }
        } catch (Throwable e) {
            LOG.debug("the priority stays as it is", e);
        }
    }
}
