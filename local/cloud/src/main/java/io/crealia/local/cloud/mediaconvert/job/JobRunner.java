package io.crealia.local.cloud.mediaconvert.job;

import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import io.crealia.local.cloud.ffmpeg.FileTrees;
import io.crealia.local.cloud.mediaconvert.encode.CancelledException;
import io.crealia.local.cloud.mediaconvert.encode.JobFailedException;
import io.crealia.local.cloud.mediaconvert.encode.Produced;
import io.crealia.local.cloud.mediaconvert.encode.Transcode;
import io.crealia.local.cloud.mediaconvert.spec.JobParser;
import io.crealia.local.cloud.mediaconvert.store.ObjectStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs one job to its end, whatever happens: every way out is a status and an event. */
final class JobRunner {
    private static final Logger LOG = System.getLogger(JobRunner.class.getName());

    private final Jobs jobs;
    private final FfmpegLocator locator;
    private final FfmpegLimits limits;
    private final ObjectStore objects;
    private final Path workFolder;

    JobRunner(Jobs jobs, FfmpegLocator locator, FfmpegLimits limits, ObjectStore objects, Path workFolder) {
        this.jobs = jobs;
        this.locator = locator;
        this.limits = limits;
        this.objects = objects;
        this.workFolder = workFolder;
    }

    /** @param closing true while the server stops: a stopped job then stays PROGRESSING and is started again later */
    void run(JobRecord job, JobRun run, BooleanSupplier closing) throws InterruptedException {
        String id = job.id();
        Path folder = workFolder.resolve(id);
        try {
            FileTrees.delete(folder);
            Files.createDirectories(folder);
            var settings = JobParser.parse(job.body()).settings();
            List<Produced> produced = new Transcode(locator.locate(), limits, objects, folder, run).execute(settings);
            jobs.end(id,
                    (events, before, now) -> before.finish(JobRecord.Status.COMPLETE, now, Optional.empty(),
                            sizes(produced),
                            events.complete(before, produced, now)));
        } catch (CancelledException _) {
            stopped(id, closing.getAsBoolean());
        } catch (JobFailedException e) {
            failUnless(closing, id, new JobRecord.Failure(e.code(), e.getMessage()));
        } catch (FfmpegMissingException e) {
            fail(id, new JobRecord.Failure(JobFailedException.TRANSIENT, e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "job " + id + " failed unexpectedly", e);
            failUnless(closing, id,
                    new JobRecord.Failure(JobFailedException.TRANSIENT, "internal error: " + e.getMessage()));
        } finally {
            remove(folder);
        }
    }

    private void stopped(String id, boolean closing) {
        if (closing) {
            jobs.change(id, JobRecord::interrupt);
        } else {
            jobs.end(id, (events, job, now) -> job.finish(JobRecord.Status.CANCELED, now, Optional.empty(), List.of(),
                    events.canceled(job, now)));
        }
    }

    /** While the server stops, a failure says more about the stopping than about the job. */
    private void failUnless(BooleanSupplier closing, String id, JobRecord.Failure why) {
        if (closing.getAsBoolean()) {
            jobs.change(id, JobRecord::interrupt);
        } else {
            fail(id, why);
        }
    }

    void fail(String id, JobRecord.Failure why) {
        jobs.end(id, (events, job, now) -> job.finish(JobRecord.Status.ERROR, now, Optional.of(why), List.of(),
                events.error(job, why, now)));
    }

    private static List<List<JobRecord.OutputSize>> sizes(List<Produced> groups) {
        return groups.stream().map(group -> group.outputs().stream().map(JobRunner::size).toList()).toList();
    }

    private static JobRecord.OutputSize size(Produced.Detail output) {
        return new JobRecord.OutputSize(Math.round(output.seconds() * 1000),
                output.picture().map(Produced.Picture::width).orElse(0),
                output.picture().map(Produced.Picture::height).orElse(0));
    }

    private static void remove(Path folder) {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "cannot remove " + folder, e);
        }
    }
}
