package io.crealia.local.cloud.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Copies what redis-server prints to a log file, and tells when it is ready or why it ended. */
final class RedisOutput implements Runnable {

    private final Process process;
    private final Path log;
    private final CompletableFuture<Void> ready;

    RedisOutput(Process process, Path log, CompletableFuture<Void> ready) {
        this.process = process;
        this.log = log;
        this.ready = ready;
    }

    @Override
    public void run() {
        String last = "";
        try (BufferedReader lines = process.inputReader(); Writer copy = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.append(line).append(System.lineSeparator());
                copy.flush();
                if (line.contains("eady to accept connections")) {
                    ready.complete(null);
                }
                last = line.isBlank() ? last : line;
            }
            ready.completeExceptionally(new IOException("redis-server ended: " + last));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
