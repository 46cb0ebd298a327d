package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FileTrees;
import io.crealia.local.cloud.mediaconvert.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Jobs, queues and the threads that work on them, put together over one data folder. */
public final class Engine implements AutoCloseable {
    private final QueueStore queues;
    private final JobService service;
    private final EventSender sender;

    private Engine(QueueStore queues, JobService service, EventSender sender) {
        this.queues = queues;
        this.service = service;
        this.sender = sender;
    }

    /** What an engine needs to know. */
    public record Setup(Path dataFolder, FfmpegLocator ffmpeg, FfmpegLimits limits, Arns arns, int concurrentJobs,
            int maxWaitingJobs, Duration statusUpdate, InstantSource clock) {}

    /** @throws IOException the data folder cannot be read or written */
    public static Engine start(Setup setup, ObjectStore objects, Consumer<JsonNode> events) throws IOException {
        Path folder = Files.createDirectories(setup.dataFolder());
        Path work = folder.resolve("work");
        FileTrees.delete(work);
        var store = new JobStore(folder.resolve("jobs"));
        var queues = new QueueStore(folder, setup.arns(), setup.clock().instant());
        var sender = new EventSender(events);
        var jobs = new Jobs(store, new JobEvents(setup.arns()), sender, setup.clock());
        var runner = new JobRunner(jobs, setup.ffmpeg(), setup.limits(), objects, Files.createDirectories(work));
        var service = new JobService(jobs, runner, setup.concurrentJobs(), setup.maxWaitingJobs(),
                setup.statusUpdate());
        return new Engine(queues, service, sender);
    }

    public QueueStore queues() {
        return queues;
    }

    public JobService jobs() {
        return service;
    }

    @Override
    public void close() {
        service.close();
        sender.close();
    }
}
