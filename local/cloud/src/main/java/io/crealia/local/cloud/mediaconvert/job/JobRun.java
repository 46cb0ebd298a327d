package io.crealia.local.cloud.mediaconvert.job;

import io.crealia.local.cloud.ffmpeg.FfmpegRun;
import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.mediaconvert.encode.CancelledException;
import io.crealia.local.cloud.mediaconvert.encode.JobControl;
import java.util.Optional;

/** Connects one running job with the store, the events and whoever cancels it. */
final class JobRun implements JobControl {
    /** Shares of the whole in percent: probing ends at 2, transcoding at 95. */
    private static final int PROBED = 2;
    private static final int TRANSCODED = 95;

    private final String id;
    private final Jobs jobs;
    private boolean stopped;
    private Optional<FfmpegRun> process = Optional.empty();
    private volatile int phasePercent;

    JobRun(String id, Jobs jobs) {
        this.id = id;
        this.jobs = jobs;
    }

    /** Ends the job soon; safe at any time and more than once. */
    synchronized void stop() {
        stopped = true;
        process.ifPresent(FfmpegRun::cancel);
    }

    int phasePercent() {
        return phasePercent;
    }

    @Override
    public void inputKnown(MediaInfo info) {
        jobs.touch(id, job -> job.progress("PROBING", PROBED));
        jobs.tell(id, (events, job, now) -> events.inputInformation(job, info, now));
    }

    @Override
    public void phase(Phase phase) {
        phasePercent = 0;
        jobs.touch(id, job -> job.progress(phase.name(), phase == Phase.UPLOADING ? TRANSCODED : PROBED));
    }

    @Override
    public void progress(int percent) {
        phasePercent = percent;
        int whole = PROBED + percent * (TRANSCODED - PROBED) / 100;
        jobs.touch(id, job -> job.progress(job.phase().orElse(Phase.TRANSCODING.name()), whole));
    }

    @Override
    public void warn(int code, String message) {
        var warning = new JobRecord.Warning(code, message);
        jobs.change(id, job -> job.warn(warning));
        jobs.tell(id, (events, job, now) -> events.newWarning(job, warning, now));
    }

    @Override
    public synchronized void running(FfmpegRun run) {
        process = Optional.of(run);
        jobs.change(id, job -> job.withPid(run.pid()));
        if (stopped) {
            run.cancel();
        }
    }

    @Override
    public synchronized void ended(FfmpegRun run) {
        process = Optional.empty();
    }

    @Override
    public synchronized void check() throws CancelledException {
        if (stopped) {
            throw new CancelledException();
        }
    }
}
