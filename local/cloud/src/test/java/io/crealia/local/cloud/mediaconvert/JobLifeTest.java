package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ffmpeg.Clips;
import io.crealia.local.cloud.ffmpeg.TestFfmpeg;
import io.crealia.local.cloud.mediaconvert.store.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;
import software.amazon.awssdk.services.mediaconvert.model.TooManyRequestsException;

/** Jobs that wait, are cancelled, outlive their server. */
class JobLifeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void cancelJob_running_killsProcessAndLeavesNothing() throws Exception {
        try (var cloud = new LocalMediaConvert(folder)) {
            String id = cloud.client.createJob(longJob(cloud)).job().id();
            long pid = encoder(cloud, id);

            cloud.client.cancelJob(request -> request.id(id));

            assertThat(cloud.finished(id).status()).isEqualTo(JobStatus.CANCELED);
            cloud.event(id, "CANCELED");
            Awaitility.await().atMost(Duration.ofSeconds(6))
                    .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
            assertThat(cloud.keys("out")).isEmpty();
            Awaitility.await().atMost(Duration.ofSeconds(5))
                    .until(() -> Files.notExists(folder.resolve("data/work").resolve(id)));
            assertThat(cloud.statuses(id)).endsWith("CANCELED");
        }
    }

    @Test
    void cancelJob_waiting_neverRuns() throws Exception {
        try (var cloud = new LocalMediaConvert(folder)) {
            String first = cloud.client.createJob(longJob(cloud)).job().id();
            String second = cloud.client.createJob(longJob(cloud)).job().id();

            cloud.client.cancelJob(request -> request.id(second));

            assertThat(cloud.finished(second).status()).isEqualTo(JobStatus.CANCELED);
            cloud.event(second, "CANCELED");
            assertThat(cloud.statuses(second)).containsExactly("CANCELED");
            cloud.client.cancelJob(request -> request.id(first));
            cloud.finished(first);
        }
    }

    @Test
    void createJob_oneAtATime_runsByPriorityThenOrder() throws Exception {
        try (var cloud = new LocalMediaConvert(folder)) {
            String input = cloud.put(Clips.landscape(1), "in/one");
            String blocker = cloud.client.createJob(longJob(cloud)).job().id();
            encoder(cloud, blocker);
            String normal = cloud.client.createJob(small(input, "n", 0)).job().id();
            String later = cloud.client.createJob(small(input, "l", 0)).job().id();
            String urgent = cloud.client.createJob(small(input, "u", 10)).job().id();
            assertThat(cloud.client.getJob(request -> request.id(urgent)).job().status())
                    .isEqualTo(JobStatus.SUBMITTED);

            cloud.client.cancelJob(request -> request.id(blocker));
            List.of(normal, later, urgent).forEach(cloud::finished);

            assertThat(cloud.events.stream().filter(event -> event.at("/detail/status").asText().equals("PROGRESSING"))
                    .map(event -> event.at("/detail/jobId").asText())).containsExactly(blocker, urgent, normal, later);
        }
    }

    @Test
    void createJob_tooManyWaiting_isThrottled() throws Exception {
        try (var cloud = new LocalMediaConvert(folder, settings -> settings.withJobs(1, 1))) {
            String running = cloud.client.createJob(longJob(cloud)).job().id();
            encoder(cloud, running);
            cloud.client.createJob(longJob(cloud));

            try (var impatient = LocalMediaConvert.client(cloud.server)) {
                assertThatThrownBy(() -> impatient.createJob(longJob(cloud)))
                        .isInstanceOf(TooManyRequestsException.class);
            }
        }
    }

    /** Sparse pictures hold ffmpeg's own clock back, so this was once 2 percent until the end. */
    @Test
    void progress_withSparseFrames_rises() throws Exception {
        try (var cloud = new LocalMediaConvert(folder)) {
            String input = cloud.put(Clips.long720(), "in/progress");
            String id = cloud.client.createJob(JobBodies.request(input,
                    JobBodies.files("s3://media/out/f", JobBodies.frames("_t", 60, 2, 160, 90)),
                    JobBodies.cmaf("s3://media/out/progress", false, 180))).job().id();

            Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50)).until(
                    () -> cloud.client.getJob(request -> request.id(id)).job().jobPercentComplete(),
                    percent -> percent != null && percent > 10 && percent < 90);
            cloud.client.cancelJob(request -> request.id(id));
            cloud.finished(id);
        }
    }

    @Test
    void restart_afterClose_runsTheJobToItsEnd() throws Exception {
        String id;
        try (var cloud = new LocalMediaConvert(folder)) {
            String input = cloud.put(Clips.landscape(60), "in/again");
            id = cloud.client.createJob(small(input, "again", 0)).job().id();
            encoder(cloud, id);
        }
        try (var cloud = new LocalMediaConvert(folder)) {
            Job job = cloud.finished(id);

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            cloud.event(id, "COMPLETE");
        }
    }

    @Test
    void restart_processDiedThreeTimes_endsInError1999() throws Exception {
        String id = abandonedJob();
        change(id, job -> job.put("status", "PROGRESSING").put("attempts", 3));

        try (var cloud = new LocalMediaConvert(folder)) {
            Job job = cloud.finished(id);
            assertThat(job.status()).isEqualTo(JobStatus.ERROR);
            assertThat(job.errorCode()).isEqualTo(1999);
            assertThat(cloud.event(id, "ERROR").at("/detail/errorCode").asInt()).isEqualTo(1999);
        }
    }

    @Test
    void restart_processDiedOnce_startsAgain() throws Exception {
        String id = abandonedJob();
        change(id, job -> job.put("status", "PROGRESSING").put("attempts", 1));

        try (var cloud = new LocalMediaConvert(folder)) {
            assertThat(cloud.finished(id).status()).isEqualTo(JobStatus.COMPLETE);
        }
    }

    @Test
    void restart_encoderOutlivedItsServer_isKilled() throws Exception {
        String id = abandonedJob();
        var binaries = TestFfmpeg.ffmpeg().binaries();
        var builder = new ProcessBuilder(binaries.ffmpeg().toString(), "-nostdin", "-v", "quiet", "-re", "-f", "lavfi",
                "-i", "anullsrc", "-f",
                "null", "-");
        builder.environment().put("LD_LIBRARY_PATH", binaries.libraryPath());
        Process orphan = builder.start();
        change(id, job -> job.put("status", "PROGRESSING").put("attempts", 1).put("pid", orphan.pid()));

        try (var _ = new LocalMediaConvert(folder)) {
            assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void finalEvent_receiverDownThenUp_isDelivered() throws Exception {
        var store = new FileObjectStore(Files.createDirectories(folder.resolve("objects")));
        var settings = MediaConvertSettings.defaults(folder.resolve("data")).withFfmpeg(TestFfmpeg.locator());
        var taken = new CopyOnWriteArrayList<JsonNode>();
        var refusals = new AtomicInteger(2);
        try (var server = MediaConvertServer.start(settings, store, event -> {
            if (event.at("/detail/status").asText().equals("ERROR") && refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("queue is down");
            }
            taken.add(event);
        }); var client = LocalMediaConvert.client(server)) {
            client.createJob(small("s3://media/in/none", "x", 0));

            Awaitility.await().atMost(Duration.ofSeconds(10))
                    .until(() -> taken.stream().anyMatch(event -> event.at("/detail/status").asText().equals("ERROR")));
        }
    }

    @Test
    void finalEvent_notTakenBeforeTheEnd_isSentByTheNextServer() throws Exception {
        String id = abandonedJob();
        var event = JSON.createObjectNode();
        event.putObject("detail").put("jobId", id).put("status", "COMPLETE");
        change(id, job -> job.put("status", "COMPLETE").set("unsentEvent", event));

        try (var cloud = new LocalMediaConvert(folder)) {
            cloud.event(id, "COMPLETE");
        }
        assertThat(JSON.readTree(file(id).toFile()).has("unsentEvent")).isFalse();
    }

    /** A job on disk that no server has started. */
    private String abandonedJob() throws IOException {
        try (var cloud = new LocalMediaConvert(folder)) {
            String blocker = cloud.client.createJob(longJob(cloud)).job().id();
            String input = cloud.put(Clips.landscape(1), "in/abandoned");
            String id = cloud.client.createJob(small(input, "abandoned", 0)).job().id();
            encoder(cloud, blocker);
            cloud.client.cancelJob(request -> request.id(blocker));
            cloud.client.cancelJob(request -> request.id(id));
            cloud.finished(blocker);
            cloud.finished(id);
            return id;
        } finally {
            try (var files = Files.list(folder.resolve("data/jobs"))) {
                assertThat(files).hasSize(2);
            }
        }
    }

    private void change(String id, Consumer<ObjectNode> change) throws IOException {
        var job = (ObjectNode) JSON.readTree(file(id).toFile());
        job.remove(List.of("finished", "unsentEvent"));
        change.accept(job);
        Files.write(file(id), JSON.writeValueAsBytes(job));
    }

    private Path file(String id) {
        return folder.resolve("data/jobs").resolve(id + ".json");
    }

    /** Waits until the encoder of a job runs. */
    private long encoder(LocalMediaConvert cloud, String id) {
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> cloud.client.getJob(request -> request.id(id)).job()
                        .currentPhaseAsString(), "TRANSCODING"::equals);
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(
                () -> JSON.readTree(file(id).toFile()).path("pid").asLong(),
                pid -> pid > 0);
    }

    /** Takes far longer than any test. */
    private static CreateJobRequest longJob(LocalMediaConvert cloud) {
        String input = cloud.put(Clips.long720(), "in/long");
        return JobBodies.request(input, JobBodies.cmaf("s3://media/out/long", false, 720, 540));
    }

    private static CreateJobRequest small(String input, String name, int priority) {
        return JobBodies.request(input, JobBodies.cmaf("s3://media/out/" + name, false, 180)).toBuilder()
                .priority(priority).build();
    }
}
