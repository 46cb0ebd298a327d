package io.crealia.local.cloud.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One running ffmpeg. Watched until it ends: time, memory and bytes written are bounded, and it can be cancelled. */
public final class FfmpegRun {
    private static final long LOOK_MILLIS = 250;
    private static final long GRACE_SECONDS = 5;
    private static final int KEPT_LINES = 200;
    private static final int MAX_LINE = 500;

    /** How a run ended. */
    public sealed interface Outcome {
        /** Exit 0. @param warnings what ffmpeg complained about, newest last */
        record Done(List<String> warnings) implements Outcome {}

        record Failed(int exitCode, List<String> messages) implements Outcome {}

        record Cancelled() implements Outcome {}

        /** @param limit which limit, in words */
        record LimitExceeded(String limit) implements Outcome {}
    }

    private final Process process;
    private final Path folder;
    private final FfmpegLimits limits;
    private final long startedNanos = System.nanoTime();
    private final Deque<String> messages = new ArrayDeque<>();
    private final List<Thread> readers;
    private volatile boolean cancelled;

    FfmpegRun(Process process, Path folder, FfmpegLimits limits, Consumer<FfmpegProgress> progress) {
        this.process = process;
        this.folder = folder;
        this.limits = limits;
        // Not virtual: one that reads a pipe holds its carrier.
        this.readers = List.of(Thread.ofPlatform().daemon().start(() -> readProgress(progress)),
                Thread.ofPlatform().daemon().start(this::readMessages));
    }

    public long pid() {
        return process.pid();
    }

    /** Asks the process to end and kills it after five seconds. Returns at once; {@link #await()} reports the end. */
    public void cancel() {
        cancelled = true;
        Thread.ofVirtual().start(this::terminate);
    }

    /** Waits for the end, enforcing the limits meanwhile. An interrupt kills the process. */
    public Outcome await() throws InterruptedException {
        try {
            Optional<String> exceeded = Optional.empty();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) && exceeded.isEmpty()) {
                exceeded = exceededLimit();
            }
            if (exceeded.isPresent()) {
                terminate();
            }
            for (Thread reader : readers) {
                reader.join();
            }
            return outcome(exceeded);
        } finally {
            process.destroyForcibly();
        }
    }

    private Outcome outcome(Optional<String> exceeded) {
        if (cancelled) {
            return new Outcome.Cancelled();
        }
        if (exceeded.isPresent()) {
            return new Outcome.LimitExceeded(exceeded.get());
        }
        List<String> kept;
        synchronized (messages) {
            kept = List.copyOf(messages);
        }
        return process.exitValue() == 0 ? new Outcome.Done(kept) : new Outcome.Failed(process.exitValue(), kept);
    }

    private Optional<String> exceededLimit() {
        if (System.nanoTime() - startedNanos > limits.runTime().toNanos()) {
            return Optional.of("time: more than " + limits.runTime().toSeconds() + " s");
        }
        if (Resident.bytes(process) > limits.memoryBytes()) {
            return Optional.of("memory: more than " + (limits.memoryBytes() >> 20) + " MiB");
        }
        if (FileTrees.sizeBytes(folder) > limits.outputBytes()) {
            return Optional.of("output: more than " + (limits.outputBytes() >> 20) + " MiB written");
        }
        return Optional.empty();
    }

    private void terminate() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void readProgress(Consumer<FfmpegProgress> progress) {
        FfmpegProgress best = FfmpegProgress.NONE;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                FfmpegProgress next = best.after(line);
                if (!next.equals(best)) {
                    best = next;
                    progress.accept(best);
                }
            }
        } catch (IOException _) {
            // The process is gone, and so is its progress.
        }
    }

    private void readMessages() {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (messages) {
                    messages.addLast(line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line);
                    if (messages.size() > KEPT_LINES) {
                        messages.removeFirst();
                    }
                }
            }
        } catch (IOException _) {
            // The process is gone; what it said so far is kept.
        }
    }
}
