package io.crealia.local.lambda.isolated;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/** POSIX signals that {@link ProcessHandle} cannot send. */
final class Signals {

    private static final boolean MAC = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    /** From signal.h; the numbers differ between Linux and macOS. */
    private static final int SIGSTOP = MAC ? 17 : 19;
    private static final int SIGCONT = MAC ? 19 : 18;
    private static final int SIGQUIT = 3;
    private static final MethodHandle KILL = handle();

    private Signals() {}

    /** @return whether the process could be told */
    static boolean stop(long pid) {
        return send(pid, SIGSTOP);
    }

    /** @return whether the process could be told */
    static boolean resume(long pid) {
        return send(pid, SIGCONT);
    }

    /**
     * A JVM answers with a dump of its threads on its output, and goes on.
     *
     * @return whether the process could be told
     */
    static boolean dumpThreads(long pid) {
        return send(pid, SIGQUIT);
    }

    private static boolean send(long pid, int signal) {
        try {
            return (int) KILL.invokeExact((int) pid, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(" + pid + ", " + signal + ") cannot be called", e);
        }
    }

    @SuppressWarnings("restricted") // The launcher and the tests enable native access.
    private static MethodHandle handle() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
