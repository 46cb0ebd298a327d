package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts ffmpeg with the options every run needs: no terminal, machine-readable progress, bounded allocations. */
public final class FfmpegRunner {
    private static final Logger LOG = System.getLogger(FfmpegRunner.class.getName());

    private final FfmpegBinaries binaries;
    private final FfmpegLimits limits;

    public FfmpegRunner(FfmpegBinaries binaries, FfmpegLimits limits) {
        this.binaries = binaries;
        this.limits = limits;
    }

    /**
     * @param arguments everything after the common options: inputs, graph, outputs
     * @param folder working folder; relative output names land here, and their total size is limited
     * @param progress called about twice a second; never goes back
     * @return the running process; wait for it with {@link FfmpegRun#await()}
     */
    public FfmpegRun start(List<String> arguments, Path folder, Consumer<FfmpegProgress> progress) throws IOException {
        var all = new ArrayList<>(List.of("-hide_banner", "-nostdin", "-y", "-loglevel", "level+warning", "-nostats",
                "-stats_period", "0.5", "-progress", "pipe:1", "-max_alloc", Long.toString(limits.memoryBytes())));
        all.addAll(arguments);
        // No name of a stranger is in it: inputs and outputs are called by us.
        LOG.log(Logger.Level.DEBUG, () -> "in " + folder + ": ffmpeg " + String.join(" ", all));
        Process process = binaries.confined(binaries.ffmpeg(), all).directory(folder.toFile()).start();
        process.getOutputStream().close();
        return new FfmpegRun(process, folder, limits, progress);
    }
}
