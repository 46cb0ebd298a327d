package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.cloud.ffmpeg.Clips;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.BadRequestException;
import software.amazon.awssdk.services.mediaconvert.model.ConflictException;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;
import software.amazon.awssdk.services.mediaconvert.model.NotFoundException;
import software.amazon.awssdk.services.mediaconvert.model.Order;
import software.amazon.awssdk.services.mediaconvert.model.QueueStatus;
import software.amazon.awssdk.services.mediaconvert.model.Type;

/** The API around jobs; what jobs make is tried elsewhere. */
class JobsApiTest {
    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.250Z"));
    private LocalMediaConvert cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new LocalMediaConvert(folder, settings -> settings.withClock(now::get));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void createJob_answer_isTheRealModel() {
        Job job = create("in/a",
                request -> request.userMetadata(Map.of("token", "wfl_1.transcode.1"))
                        .clientRequestToken("wfl_1.transcode.1")
                        .priority(3));

        assertThat(job.id()).matches("1767323045250-[a-z0-9]{6}");
        assertThat(job.arn()).isEqualTo("arn:aws:mediaconvert:eu-west-1:000000000000:jobs/" + job.id());
        assertThat(job.status()).isIn(JobStatus.SUBMITTED, JobStatus.PROGRESSING);
        assertThat(job.createdAt()).isEqualTo(now.get());
        assertThat(job.timing().submitTime()).isEqualTo(now.get());
        assertThat(job.queue()).endsWith(":queues/Default");
        assertThat(job.userMetadata()).containsEntry("token", "wfl_1.transcode.1");
        assertThat(job.priority()).isEqualTo(3);
        assertThat(job.settings().inputs().getFirst().fileInput()).isEqualTo("s3://media/in/a");
    }

    @Test
    void createJob_sameTokenWithinAMinute_isTheSameJob() {
        String first = create("in/a", request -> request.clientRequestToken("t")).id();
        now.updateAndGet(time -> time.plusSeconds(59));

        assertThat(create("in/a", request -> request.clientRequestToken("t")).id()).isEqualTo(first);
        now.updateAndGet(time -> time.plusSeconds(2));
        assertThat(create("in/a", request -> request.clientRequestToken("t")).id()).isNotEqualTo(first);
        assertThat(create("in/a", request -> request.clientRequestToken("other")).id()).isNotEqualTo(first);
    }

    @Test
    void createJob_unsupportedSetting_namesItsPath() {
        var request = JobBodies.request("s3://media/in", input -> input.timecodeSource("EMBEDDED"),
                JobBodies.cmaf("s3://media/out", false, 180));

        assertThatThrownBy(() -> cloud.client.createJob(request)).isInstanceOf(BadRequestException.class)
                .hasMessageContaining("/settings/inputs/0/timecodeSource: \"EMBEDDED\" is not supported");
        assertThat(cloud.client.listJobs(_ -> {}).jobs()).isEmpty();
    }

    @Test
    void createJob_queueUnknown_isNotFound() {
        assertThatThrownBy(() -> create("in/a", request -> request.queue("nope"))).isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nope");
    }

    @Test
    void createJob_inputMissing_endsInError1010() {
        Job job = cloud.finished(create("in/none", _ -> {}).id());

        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(job.errorCode()).isEqualTo(1010);
        assertThat(job.errorMessage()).contains("s3://media/in/none").contains("not found");
        var event = cloud.event(job.id(), "ERROR");
        assertThat(event.at("/detail/errorCode").asInt()).isEqualTo(1010);
        assertThat(event.at("/detail/errorMessage").asText()).isEqualTo(job.errorMessage());
    }

    @Test
    void getAndCancel_unknownJob_areNotFound() {
        assertThatThrownBy(() -> cloud.client.getJob(request -> request.id("1-none")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> cloud.client.cancelJob(request -> request.id("1-none")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void cancelJob_ended_isConflict() {
        String id = cloud.finished(create("in/none", _ -> {}).id()).id();

        assertThatThrownBy(() -> cloud.client.cancelJob(request -> request.id(id)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void listJobs_pagesInBothOrders_showAllOnce() {
        List<String> ids = List.of(create("in/1", _ -> {}).id(), create("in/2", _ -> {}).id(),
                create("in/3", _ -> {}).id());
        ids.forEach(cloud::finished);

        assertThat(cloud.client.listJobsPaginator(request -> request.maxResults(2)).jobs().stream().map(Job::id))
                .containsExactlyElementsOf(ids.reversed());
        assertThat(cloud.client.listJobsPaginator(request -> request.maxResults(1).order(Order.ASCENDING)).jobs()
                .stream().map(Job::id))
                .containsExactlyElementsOf(ids);
        assertThat(cloud.client.listJobs(request -> request.status(JobStatus.COMPLETE)).jobs()).isEmpty();
        assertThat(cloud.client.listJobs(request -> request.status(JobStatus.ERROR)).jobs()).hasSize(3);
    }

    @Test
    void searchJobs_partOfInput_findsJobsWithTheirMetadata() {
        create("tenant/ast_1/source", request -> request.userMetadata(Map.of("token", "a")));
        create("tenant/ast_2/source", request -> request.userMetadata(Map.of("token", "b")));

        assertThat(cloud.client.searchJobs(request -> request.inputFile("s3://media/tenant/ast_2")).jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.userMetadata()).containsEntry("token", "b"));
        assertThat(cloud.client.searchJobs(request -> request.inputFile("ast_3")).jobs()).isEmpty();
    }

    @Test
    void queues_createGetList_workAndTakeJobs() {
        var created = cloud.client.createQueue(request -> request.name("crealia-local").description("ours")).queue();

        assertThat(created.status()).isEqualTo(QueueStatus.ACTIVE);
        assertThat(created.type()).isEqualTo(Type.CUSTOM);
        assertThat(cloud.client.getQueue(request -> request.name("crealia-local")).queue().arn())
                .isEqualTo(created.arn());
        assertThat(cloud.client.listQueues(_ -> {}).queues()).extracting(queue -> queue.name())
                .containsExactly("Default", "crealia-local");
        assertThat(create("in/q", request -> request.queue(created.arn())).queue()).isEqualTo(created.arn());
        assertThatThrownBy(() -> cloud.client.createQueue(request -> request.name("crealia-local")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> cloud.client.getQueue(request -> request.name("none")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> cloud.client.createQueue(request -> request.name("p").status(QueueStatus.PAUSED)))
                .isInstanceOf(BadRequestException.class).hasMessageContaining("/status");
    }

    @Test
    @SuppressWarnings("deprecation")
    void describeEndpoints_namesThisServer() {
        assertThat(cloud.client.describeEndpoints(_ -> {}).endpoints()).singleElement()
                .satisfies(endpoint -> assertThat(URI.create(endpoint.url())).isEqualTo(cloud.server.endpoint()));
    }

    @Test
    void request_notJsonOrNoSuchOperation_isAnErrorOfTheCaller() throws Exception {
        assertThat(send("POST", "/2017-08-29/jobs", "{").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/2017-08-29/jobs", "[]").headers().firstValue("x-amzn-ErrorType"))
                .contains("BadRequestException");
        assertThat(send("GET", "/2017-08-29/presets", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/", "").statusCode()).isEqualTo(404);
        // Little enough over the limit that the server still reads the rest; else the client may miss the answer.
        assertThat(send("POST", "/2017-08-29/jobs", " ".repeat((1 << 20) + 100)).statusCode()).isEqualTo(400);
    }

    @Test
    void events_ofACompleteJob_comeInOrderWithFullEnvelope() {
        cloud.put(Clips.landscape(2), "in/clip");
        String id = create("in/clip", request -> request.userMetadata(Map.of("token", "t"))).id();
        cloud.finished(id);

        var complete = cloud.event(id, "COMPLETE");
        assertThat(cloud.statuses(id))
                .containsSubsequence("PROGRESSING", "INPUT_INFORMATION", "STATUS_UPDATE", "COMPLETE")
                .endsWith("COMPLETE");
        assertThat(complete.path("version").asText()).isEqualTo("0");
        assertThat(complete.path("source").asText()).isEqualTo("aws.mediaconvert");
        assertThat(complete.path("detail-type").asText()).isEqualTo("MediaConvert Job State Change");
        assertThat(complete.path("account").asText()).isEqualTo("000000000000");
        assertThat(complete.path("time").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(complete.at("/resources/0").asText()).endsWith("jobs/" + id);
        assertThat(complete.at("/detail/timestamp").asLong()).isEqualTo(now.get().toEpochMilli());
        assertThat(complete.at("/detail/userMetadata/token").asText()).isEqualTo("t");
        assertThat(complete.at("/detail/outputGroupDetails/0/type").asText()).isEqualTo("CMAF_GROUP");
        assertThat(complete.at("/detail/outputGroupDetails/0/playlistFilePaths/0").asText())
                .isEqualTo("s3://media/out/in/clip.m3u8");
        assertThat(complete.at("/detail/outputGroupDetails/0/outputDetails/0/durationInMs").asInt()).isBetween(1990,
                2010);
        assertThat(complete.at("/detail/outputGroupDetails/0/outputDetails/0/videoDetails/heightInPx").asInt())
                .isEqualTo(180);
        var input = cloud.event(id, "INPUT_INFORMATION").at("/detail/inputDetails/0");
        assertThat(input.at("/video/0/width").asInt()).isEqualTo(320);
        assertThat(input.at("/audio/0/sampleRate").asInt()).isEqualTo(48_000);
        assertThat(cloud.event(id, "STATUS_UPDATE").at("/detail/jobProgress/currentPhase").asText()).isNotEmpty();
        Job job = cloud.finished(id);
        assertThat(job.jobPercentComplete()).isEqualTo(100);
        assertThat(job.outputGroupDetails().getFirst().outputDetails().getFirst().videoDetails().widthInPx())
                .isEqualTo(320);
    }

    private Job create(String key, Consumer<CreateJobRequest.Builder> change) {
        var request = JobBodies.request("s3://media/" + key, JobBodies.cmaf("s3://media/out/" + key, false, 180))
                .toBuilder();
        change.accept(request);
        return cloud.client.createJob(request.build()).job();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(cloud.server.endpoint().resolve(path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
