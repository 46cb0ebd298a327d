package io.crealia.local.cloud.mediaconvert.job;

/** Encoders that outlived a server that was killed. */
final class Orphans {
    private Orphans() {}

    /** Ends the process if it still is an ffmpeg: the number may belong to somebody else by now. */
    static void kill(long pid) {
        if (pid > 0) {
            ProcessHandle.of(pid).filter(process -> process.info().command().orElse("").contains("ffmpeg"))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
