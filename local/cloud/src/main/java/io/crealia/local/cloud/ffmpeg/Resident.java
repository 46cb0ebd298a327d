package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process. */
final class Resident {
    private static final long PAGE_BYTES = 4096;

    private Resident() {}

    /** From /proc, in pages of 4 KiB; 0 where there is no /proc or no such process any more. */
    static long bytes(Process process) {
        try {
            String[] pages = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm")).split(" ");
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }
}
