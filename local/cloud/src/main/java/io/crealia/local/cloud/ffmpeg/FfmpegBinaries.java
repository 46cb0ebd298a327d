package io.crealia.local.cloud.ffmpeg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the two programs are.
 *
 * @param libraryPath value of LD_LIBRARY_PATH the programs need, empty for programs of the system
 */
public record FfmpegBinaries(Path ffmpeg, Path ffprobe, String libraryPath) {

    /** Whoever transcodes has time: on AWS it is another machine that is busy with it. {@code nice} is POSIX. */
    private static final List<String> LAST = List.of("nice", "-n", "19");

    /** A process that reads a stranger's file: as {@link #process}, and without a network where the machine can. */
    ProcessBuilder confined(Path program, List<String> arguments) {
        return process(NetworkSandbox.prefix(), program, arguments);
    }

    /**
     * A process with an environment of its own: nothing of ours (proxies, credentials) reaches a program that reads
     * strangers' files.
     */
    public ProcessBuilder process(Path program, List<String> arguments) {
        return process(List.of(), program, arguments);
    }

    private ProcessBuilder process(List<String> prefix, Path program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (program.equals(ffmpeg)) {
            command.addAll(LAST);
        }
        command.addAll(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(Arrays.asList("PATH", "SystemRoot", "TMPDIR", "TEMP"));
        if (!libraryPath.isEmpty()) {
            builder.environment().put("LD_LIBRARY_PATH", libraryPath);
        }
        return builder;
    }
}
