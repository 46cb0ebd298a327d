package io.crealia.local.lambda.isolated;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How functions run in processes of their own.
 *
 * @param cache folder of unpacked packages
 * @param snapStart whether environments are restored from snapshots, as the template's {@code SnapStart} says
 * @param environments processes at a time, of all functions; an idle one of another function ends to make room
 * @param output gets each line that a function writes
 */
public record IsolatedSettings(Path cache, boolean snapStart, int environments, Consumer<String> output) {

    /** About 3 GB of memory when all are in use. */
    public static final int DEFAULT_ENVIRONMENTS = 24;

    public IsolatedSettings {
        if (environments < 1) {
            throw new IllegalArgumentException("environments: expected at least 1, was " + environments);
        }
    }

    public static IsolatedSettings in(Path cache, Consumer<String> output) {
        return new IsolatedSettings(cache, true, DEFAULT_ENVIRONMENTS, output);
    }

    public IsolatedSettings withSnapStart(boolean on) {
        return new IsolatedSettings(cache, on, environments, output);
    }

    public IsolatedSettings withEnvironments(int most) {
        return new IsolatedSettings(cache, snapStart, most, output);
    }
}
