package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.FfmpegRun;
import io.crealia.local.cloud.ffmpeg.MediaInfo;

/** What a running job tells its surroundings, and how these stop it. Calls come from several threads. */
public interface JobControl {
    /** Warning code of silence in place of a missing audio track. */
    int SILENCE_INSERTED = 230_001;

    enum Phase {
        PROBING, TRANSCODING, UPLOADING
    }

    void inputKnown(MediaInfo info);

    void phase(Phase phase);

    /** @param percent of the transcoding phase */
    void progress(int percent);

    void warn(int code, String message);

    void running(FfmpegRun run);

    void ended(FfmpegRun run);

    /** @throws CancelledException somebody asked for the job to stop */
    void check() throws CancelledException;
}
