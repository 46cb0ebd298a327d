package io.crealia.local.cloud.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The whole answer of a short process. Both streams are cut at 4 MiB, so that no file can fill the memory.
 *
 * @param timedOut it was killed because it took too long
 * @param bloated it was killed because it took too much memory
 */
record ProcessOutput(int exitCode, boolean timedOut, boolean bloated, String out, String err) {
    private static final int MAX_BYTES = 4 << 20;
    private static final long LOOK_MILLIS = 50;

    static ProcessOutput of(ProcessBuilder builder, Duration limit) throws IOException {
        return of(builder, limit, Long.MAX_VALUE);
    }

    /** @param memoryBytes resident memory it may have; looked at twenty times a second, on Linux only */
    static ProcessOutput of(ProcessBuilder builder, Duration limit, long memoryBytes) throws IOException {
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            var out = new Capture(process.getInputStream());
            var err = new Capture(process.getErrorStream());
            long end = System.nanoTime() + limit.toNanos();
            boolean late = false;
            boolean bloated = false;
            while (!late && !bloated && !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                late = System.nanoTime() > end;
                bloated = Resident.bytes(process) > memoryBytes;
            }
            if (late || bloated) {
                process.destroyForcibly().waitFor();
            }
            return new ProcessOutput(process.exitValue(), late, bloated, out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + builder.command().getFirst(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Drains a stream in a thread of its own: a full pipe would stop the process. Not virtual: it would hold its carrier. */
    static final class Capture {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Capture(InputStream in) {
            reader = Thread.ofPlatform().daemon().start(() -> drain(in));
        }

        private void drain(InputStream in) {
            byte[] buffer = new byte[8192];
            try (in) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    keep(buffer, read);
                }
            } catch (IOException _) {
                // The process is gone; what came so far is the answer.
            }
        }

        private synchronized void keep(byte[] buffer, int length) {
            if (bytes.size() < MAX_BYTES) {
                bytes.write(buffer, 0, length);
            }
        }

        String text() throws InterruptedException {
            reader.join();
            synchronized (this) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
