package io.crealia.local.lambda.isolated;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * How functions run in processes of their own.
 *
 * @param cache folder of what runs: notes of processes, sockets
 * @param packages folder of unpacked packages, which several editions of the same build may share
 * @param snapStart whether environments are restored from snapshots, as the template's {@code SnapStart} says
 * @param environments processes at a time, of all functions; an idle one of another function ends to make room
 * @param concurrency processes at a time of one function
 * @param output gets each line that a function writes
 * @param reports gets what each answered invocation took
 * @param jvmOptions options of each process beside the runtime's own
 */
public record IsolatedSettings(Path cache, Path packages, boolean snapStart, int environments, int concurrency,
        Consumer<String> output,
        Consumer<InvocationReport> reports, List<String> jvmOptions) {

    /**
     * More than there are functions: with fewer, functions that are called in turn would end each other's environments.
     * About 5 GB of memory when all are in use.
     */
    public static final int DEFAULT_ENVIRONMENTS = 40;

    /** A laptop's cores are busy with two of a kind. */
    public static final int DEFAULT_CONCURRENCY = 2;

    public IsolatedSettings {
        jvmOptions = List.copyOf(jvmOptions);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency: expected at least 1, was " + concurrency);
        }
        if (environments < 1) {
            throw new IllegalArgumentException("environments: expected at least 1, was " + environments);
        }
    }

    public static IsolatedSettings in(Path cache, Consumer<String> output) {
        return new IsolatedSettings(cache, cache, true, DEFAULT_ENVIRONMENTS, DEFAULT_CONCURRENCY, output, _ -> {},
                List.of());
    }

    public IsolatedSettings withPackages(Path folder) {
        return new IsolatedSettings(cache, folder, snapStart, environments, concurrency, output, reports, jvmOptions);
    }

    public IsolatedSettings withSnapStart(boolean on) {
        return new IsolatedSettings(cache, packages, on, environments, concurrency, output, reports, jvmOptions);
    }

    public IsolatedSettings withEnvironments(int most) {
        return new IsolatedSettings(cache, packages, snapStart, most, concurrency, output, reports, jvmOptions);
    }

    public IsolatedSettings withConcurrency(int most) {
        return new IsolatedSettings(cache, packages, snapStart, environments, most, output, reports, jvmOptions);
    }

    public IsolatedSettings withOutput(Consumer<String> lines) {
        return new IsolatedSettings(cache, packages, snapStart, environments, concurrency, lines, reports, jvmOptions);
    }

    public IsolatedSettings withReports(Consumer<InvocationReport> listener) {
        return new IsolatedSettings(cache, packages, snapStart, environments, concurrency, output, listener,
                jvmOptions);
    }

    public IsolatedSettings withJvmOptions(List<String> options) {
        return new IsolatedSettings(cache, packages, snapStart, environments, concurrency, output, reports, options);
    }
}
