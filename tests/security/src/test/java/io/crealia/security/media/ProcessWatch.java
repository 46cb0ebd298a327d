package io.crealia.security.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at the media programs that this JVM starts: the memory and the processor time that each one took. Linux only. */
final class ProcessWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;
    private static final long TICK_MILLIS = 10;

    /** @param peakBytes most resident memory @param cpu of all its threads */
    record Use(String program, long peakBytes, Duration cpu) {}

    private final Map<Long, Use> uses = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread looking = Thread.ofPlatform().daemon().name("process-watch").start(this::look);

    private void look() {
        try {
            while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                ProcessHandle.current().descendants().forEach(process -> note(process.pid()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(long pid) {
        try {
            var folder = Path.of("/proc", Long.toString(pid));
            var stat = Files.readString(folder.resolve("stat"));
            var program = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            if (program.startsWith("ff")) {
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                var cpu = Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS);
                uses.put(pid, new Use(program, peak(folder), cpu));
            }
        } catch (IOException | RuntimeException _) {
            // It ended while it was looked at; what was noted before stays.
        }
    }

    private static long peak(Path folder) throws IOException {
        return Files.readString(folder.resolve("status")).lines().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst().orElse(0);
    }

    Collection<Use> uses() {
        return uses.values();
    }

    @Override
    public void close() {
        end.countDown();
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
