package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crealia.local.cloud.ffmpeg.StockFfprobe;
import io.crealia.local.cloud.ffmpeg.TestFfmpeg;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;

/** Clips of real cameras, where the shared media folder lies beside the project. */
class RealClipsTest {
    private static final Path MEDIA = TestFfmpeg.root().resolve("../shared/media").normalize();

    @TempDir
    static Path folder;
    private static LocalMediaConvert cloud;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(MEDIA), "no shared media folder beside the project");
        cloud = new LocalMediaConvert(folder);
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void phone_rotatedBy270_isUpright() throws Exception {
        var hls = convert("androidx_internal_emulator_transformer_output_270_rotated.mp4", true);

        var source = StockFfprobe.read(clip("androidx_internal_emulator_transformer_output_270_rotated.mp4").toString())
                .video();
        String[] size = hls.resolutions().getFirst().split("x");
        boolean portrait = source.path("height").asInt() < source.path("width").asInt();
        assertThat(Integer.parseInt(size[1]) > Integer.parseInt(size[0])).isEqualTo(portrait);
    }

    @Test
    void phone_hlg_becomesStandardRange() throws Exception {
        var hls = convert("androidx_hlg10-color-test.mp4", false);

        assertThat(hls.play("index_180.m3u8").video().path("color_transfer").asText()).isEqualTo("bt709");
    }

    @Test
    void film_withSpeech_keepsItsLength() throws Exception {
        convert("mdn_cc0_friday.mp4", true);
    }

    @Test
    void audio_wave_isAPresentation() throws Exception {
        String input = cloud.put(clip("jfk.wav"), "jfk/in");
        Job job = cloud.finished(cloud.client
                .createJob(JobBodies.request(input, JobBodies.cmaf("s3://media/jfk/index", true))).job().id());

        assertThat(job.status()).as("%s", job.errorMessage()).isEqualTo(JobStatus.COMPLETE);
        assertThat(new HlsOutput(cloud.object("jfk/index.m3u8")).seconds("index_audio.m3u8")).isCloseTo(11,
                within(0.05));
    }

    private static HlsOutput convert(String name, boolean audio) throws Exception {
        String input = cloud.put(clip(name), name);
        Job job = cloud.finished(cloud.client
                .createJob(JobBodies.request(input, JobBodies.cmaf("s3://media/out/" + name + "/index", audio, 180)))
                .job().id());

        assertThat(job.status()).as("%s %s", job.errorCode(), job.errorMessage()).isEqualTo(JobStatus.COMPLETE);
        var hls = new HlsOutput(cloud.object("out/" + name + "/index.m3u8"));
        hls.assertComplete();
        double promised = StockFfprobe.read(clip(name).toString()).duration();
        assertThat(hls.seconds("index_180.m3u8")).isCloseTo(promised, within(0.05));
        return hls;
    }

    private static Path clip(String name) {
        Path clip = MEDIA.resolve(name);
        Assumptions.assumeTrue(Files.exists(clip), "no " + name + " in the shared media folder");
        return clip;
    }
}
