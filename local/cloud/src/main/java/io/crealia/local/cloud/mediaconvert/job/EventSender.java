package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands events to their receiver in order, off the encoder's thread. A receiver that throws is asked again, with
 * growing pauses; after the last attempt the event is dropped with a log line, as EventBridge would. Final events are
 * kept by the job until taken.
 */
final class EventSender implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EventSender.class.getName());
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Consumer<JsonNode> receiver;
    private final ExecutorService queue = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("mediaconvert-events").factory());

    EventSender(Consumer<JsonNode> receiver) {
        this.receiver = receiver;
    }

    /** @param taken called once the receiver took the event */
    void send(JsonNode event, Runnable taken) {
        queue.execute(() -> deliver(event, taken));
    }

    private void deliver(JsonNode event, Runnable taken) {
        long pause = FIRST_PAUSE.toMillis();
        for (int attempt = 1;; attempt++) {
            try {
                receiver.accept(event);
                taken.run();
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    LOG.log(Logger.Level.WARNING, "nobody took event " + event.path("id").asText() + " of job "
                            + event.at("/detail/jobId").asText(), e);
                    return;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            pause *= 3;
        }
    }

    /** Lets what is queued go out, for at most five seconds. */
    @Override
    public void close() {
        queue.shutdown();
        try {
            if (!queue.awaitTermination(5, TimeUnit.SECONDS)) {
                queue.shutdownNow();
            }
        } catch (InterruptedException _) {
            queue.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
