package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.ffmpeg.Clips;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;

class MediaConvertServerTest {
    @TempDir
    Path folder;

    @Test
    void createJob_ladderAudioMp4WavFrames_completesWithAllFiles() throws Exception {
        try (var cloud = new LocalMediaConvert(folder)) {
            String input = cloud.put(Clips.landscape(10), "in/source");
            String id = cloud.client
                    .createJob(JobBodies.request(input, JobBodies.cmaf("s3://media/out/hls/index", true, 180, 120),
                            JobBodies.files("s3://media/out/mp4/video", JobBodies.mp4(180, true)),
                            JobBodies.files("s3://media/out/frames/frame", JobBodies.frames("_poster", 2, 20, 320, 180),
                                    JobBodies.frames("_tile", 5, 50, 160, 90)),
                            JobBodies.files("s3://media/out/speech/speech", JobBodies.wav())))
                    .job().id();

            var job = cloud.finished(id);

            assertThat(job.status()).as("%s", job).isEqualTo(JobStatus.COMPLETE);
            System.out.println(cloud.keys("out"));
            System.out.println(cloud.event(id, "COMPLETE").toPrettyString());
            System.out.println(java.nio.file.Files.readString(cloud.object("out/hls/index.m3u8")));
            System.out.println(java.nio.file.Files.readString(cloud.object("out/hls/index_180.m3u8")));
            System.out.println(java.nio.file.Files.readString(cloud.object("out/hls/index_audio.m3u8")));
            System.out.println(cloud.statuses(id));
        }
    }
}
