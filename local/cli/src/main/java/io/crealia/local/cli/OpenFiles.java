package io.crealia.local.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and connections a process may have open. A JVM takes as many as its shell's hard limit allows. */
record OpenFiles(long limit) {
    /** Jars, stores' files and connections among the parts of the edition. */
    private static final int OWN = 1_000;

    static OpenFiles ofThisProcess() {
        return new OpenFiles(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if {@code connections} are too many for it; says what to do */
    void require(int connections) {
        var needed = connections + OWN;
        if (limit < needed) {
            throw new IllegalArgumentException("a process may open " + limit + " files here, and " + connections
                    + " connections need " + needed + ": run \"ulimit -n " + needed
                    + "\" in this shell first (beyond its hard limit, root raises nofile in /etc/security/limits.conf),"
                    + " or ask for fewer connections");
        }
    }
}
