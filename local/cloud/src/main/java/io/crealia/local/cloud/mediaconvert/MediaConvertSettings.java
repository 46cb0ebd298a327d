package io.crealia.local.cloud.mediaconvert;

import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How a local MediaConvert runs.
 *
 * @param port on 127.0.0.1, 0 for any free one
 * @param dataFolder jobs, queues and work in progress
 * @param ffmpeg where to look for ffmpeg; looked for when the first job or probe needs it
 * @param limits what one input may cost
 * @param region for ARNs and events
 * @param account twelve digits, for ARNs and events
 * @param concurrentJobs jobs that run at once; each uses all cores, so 1 is the sensible number on a laptop
 * @param maxWaitingJobs further CreateJob calls answer TooManyRequestsException
 * @param statusUpdate distance of STATUS_UPDATE events; AWS sends at most one in ten seconds
 */
public record MediaConvertSettings(int port, Path dataFolder, FfmpegLocator ffmpeg, FfmpegLimits limits, String region,
        String account, int concurrentJobs, int maxWaitingJobs, Duration statusUpdate, InstantSource clock) {

    public MediaConvertSettings {
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(ffmpeg, "ffmpeg");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(clock, "clock");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        if (concurrentJobs < 1 || maxWaitingJobs < 1) {
            throw new IllegalArgumentException(
                    "concurrentJobs and maxWaitingJobs must be positive, are " + concurrentJobs
                            + " and " + maxWaitingJobs);
        }
        if (statusUpdate.toMillis() < 100) {
            throw new IllegalArgumentException("statusUpdate must be at least 100 ms, is " + statusUpdate);
        }
    }

    /** One job at a time, a status every second, ffmpeg from the environment, everything below the data folder. */
    public static MediaConvertSettings defaults(Path dataFolder) {
        var locator = FfmpegLocator.of(System.getenv(), System.getProperties(), dataFolder.resolve("ffmpeg"));
        return new MediaConvertSettings(0, dataFolder, locator, FfmpegLimits.DEFAULT, "eu-west-1", "000000000000", 1,
                1000,
                Duration.ofSeconds(1), InstantSource.system());
    }

    public MediaConvertSettings withPort(int value) {
        return new MediaConvertSettings(value, dataFolder, ffmpeg, limits, region, account, concurrentJobs,
                maxWaitingJobs,
                statusUpdate, clock);
    }

    public MediaConvertSettings withFfmpeg(FfmpegLocator value) {
        return new MediaConvertSettings(port, dataFolder, value, limits, region, account, concurrentJobs,
                maxWaitingJobs,
                statusUpdate, clock);
    }

    public MediaConvertSettings withLimits(FfmpegLimits value) {
        return new MediaConvertSettings(port, dataFolder, ffmpeg, value, region, account, concurrentJobs,
                maxWaitingJobs,
                statusUpdate, clock);
    }

    public MediaConvertSettings withIdentity(String newRegion, String newAccount) {
        return new MediaConvertSettings(port, dataFolder, ffmpeg, limits, newRegion, newAccount, concurrentJobs,
                maxWaitingJobs,
                statusUpdate, clock);
    }

    public MediaConvertSettings withJobs(int running, int waiting) {
        return new MediaConvertSettings(port, dataFolder, ffmpeg, limits, region, account, running, waiting,
                statusUpdate, clock);
    }

    public MediaConvertSettings withStatusUpdate(Duration value) {
        return new MediaConvertSettings(port, dataFolder, ffmpeg, limits, region, account, concurrentJobs,
                maxWaitingJobs, value,
                clock);
    }

    public MediaConvertSettings withClock(InstantSource value) {
        return new MediaConvertSettings(port, dataFolder, ffmpeg, limits, region, account, concurrentJobs,
                maxWaitingJobs,
                statusUpdate, value);
    }
}
