package io.crealia.local.cloud.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The whole answer of a short process. Both streams are cut at 4 MiB, so that no file can fill the memory. */
record ProcessOutput(int exitCode, boolean timedOut, String out, String err) {
    private static final int MAX_BYTES = 4 << 20;

    static ProcessOutput of(ProcessBuilder builder, Duration limit) throws IOException {
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            var out = new Capture(process.getInputStream());
            var err = new Capture(process.getErrorStream());
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new ProcessOutput(process.exitValue(), !ended, out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + builder.command().getFirst(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Drains a stream in a thread of its own: a full pipe would stop the process. */
    static final class Capture {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Capture(InputStream in) {
            reader = Thread.ofVirtual().start(() -> drain(in));
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
