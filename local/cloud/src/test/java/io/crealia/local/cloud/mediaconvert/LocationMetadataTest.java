package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroup;

/** What a file says of its maker and place reaches no output, whichever way the format carries it. */
class LocationMetadataTest {
    /** Signs of carriers, whatever they hold. */
    private static final List<String> CARRIERS = List.of("\u00a9xyz", "loci", "ISO6709", "Exif\0", "ICC_PROFILE",
            "XMP_", "http://ns.adobe.com/xap", "GA94", "gpmd", "chpl");

    @TempDir
    static Path folder;
    private static LocalMediaConvert cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = new LocalMediaConvert(folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void quickTimeKeys_reachNoOutput() throws Exception {
        assertSilent(DescribedClips.quickTimeKeys(), true, "ISO6709", DescribedClips.CANARY);
    }

    @Test
    void userDataBox_reachesNoOutput() throws Exception {
        assertSilent(DescribedClips.userDataBox(), true, "\u00a9xyz", DescribedClips.CANARY);
    }

    @Test
    void matroskaTags_reachNoOutput() throws Exception {
        assertSilent(DescribedClips.matroskaTags(), true, DescribedClips.CANARY);
    }

    @Test
    void exifAndColourProfile_reachNoOutput() throws Exception {
        assertSilent(DescribedClips.motionJpeg(), false, "Exif\0", "ICC_PROFILE", DescribedClips.CANARY);
    }

    @Test
    void userDataOfTheCodec_reachesNoOutput() throws Exception {
        assertSilent(DescribedClips.codecUserData(), false, "GA94", DescribedClips.CANARY);
    }

    /** @param marks that the source has, so that the test cannot pass over a clip that says nothing */
    private static void assertSilent(Path clip, boolean sound, String... marks) throws Exception {
        assertThat(latin1(clip)).contains(marks);
        String name = clip.getFileName().toString();

        Job job = cloud.finished(
                cloud.client.createJob(JobBodies.request(cloud.put(clip, "in/" + name), groups(name, sound))).job()
                        .id());

        assertThat(job.status()).as(job.errorMessage()).isEqualTo(JobStatus.COMPLETE);
        List<String> keys = cloud.keys("out/" + name);
        assertThat(keys).anyMatch(key -> key.endsWith(".cmfv")).anyMatch(key -> key.endsWith(".mp4"))
                .anyMatch(key -> key.endsWith(".jpg"));
        for (String key : keys) {
            String output = latin1(cloud.object(key));
            assertThat(output).as(key).doesNotContain(DescribedClips.CANARY)
                    .doesNotContain(DescribedClips.closedCaptions().substring(10, 20)).doesNotContain(CARRIERS);
        }
    }

    private static OutputGroup[] groups(String name, boolean sound) {
        String out = "s3://media/out/" + name;
        var groups = new ArrayList<>(List.of(JobBodies.cmaf(out + "/hls/index", sound, 180, 90),
                JobBodies.files(out + "/mp4/video", JobBodies.mp4(180, sound)),
                JobBodies.files(out + "/frames/frame", JobBodies.frames("_still", 1, 3, 160, 90))));
        if (sound) {
            groups.add(JobBodies.files(out + "/speech", JobBodies.wav()));
        }
        return groups.toArray(OutputGroup[]::new);
    }

    private static String latin1(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
