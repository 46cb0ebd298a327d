package io.crealia.transcoding.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.Service;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.adapter.MongoJobRepository;
import io.crealia.transcoding.domain.EncodePolicy;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.domain.TranscodeDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.usecase.FakeOutputs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function with each of its payloads, for a job that was claimed and whose id nobody has recorded yet. */
final class JobStateHandlerTest {
    @TempDir
    private static Path directory;
    private static LocalPipeline pipeline;
    private static MongoConnection mongo;
    private static MongoJobRepository jobs;

    @BeforeAll
    static void start() {
        pipeline = new LocalPipeline(directory.resolve("cloud"), Service.S3, Service.SQS, Service.MONGO);
        mongo = new MongoConnection(() -> pipeline.environment().get("CREALIA_MONGO_URI"), "crealia");
        jobs = new MongoJobRepository(mongo.collection(MongoJobRepository.COLLECTION));
    }

    @AfterAll
    static void stop() {
        mongo.close();
        pipeline.close();
    }

    @BeforeEach
    void claim() {
        pipeline.newAsset();
        pipeline.facts();
        var info = Sources.of(Sources.video(416, 234));
        var plan = new Planner(EncodePolicy.of(Duration.ofHours(4), 8192L * 4320)).plan(info, List.of());
        var layout = new OutputLayout(pipeline.run() + "transcode/1/");
        jobs.insert(TranscodingJob.claimed(JobKey.whole(pipeline.job()), new TenantId("acme"), pipeline.asset(),
                "correlation-1",
                MovableClock.START, TranscodeDocument.expected(plan, layout).toString()));
        new FakeOutputs(pipeline.store(), plan, layout, 10_000).write();
    }

    @Test
    void handle_wholeLife_isProgressThenSuccess() {
        for (var event : List.of("queue-hop", "input-information", "progressing", "status-update", "new-warning",
                "complete", "complete", "status-update")) {
            assertThat(pipeline.jobState(event)).isEmpty();
        }
        var facts = pipeline.facts();
        assertThat(facts).hasSize(2);
        assertThat(facts).anySatisfy(fact -> assertThat(fact).isInstanceOfSatisfying(Fact.StepProgressed.class,
                progressed -> assertThat(progressed.percent()).isEqualTo(42)));
        assertThat(facts).anySatisfy(fact -> assertThat(fact).isInstanceOfSatisfying(Fact.StepSucceeded.class,
                succeeded -> assertThat(succeeded.resultKey()).isEqualTo(pipeline.run() + "transcode/1/result.json")));
        var result = pipeline.result("transcode");
        assertThat(result.path("job_id").asText()).isEqualTo("1772366400123-ab12cd");
        assertThat(result.path("duration_ms").asLong()).isEqualTo(10_005);
        assertThat(job().state()).isEqualTo(JobState.COMPLETE);
        assertThat(job().outbox()).isEmpty();
    }

    @Test
    void handle_error_isFailureByClass() {
        assertThat(pipeline.jobState("error")).isEmpty();
        assertThat(pipeline.facts()).singleElement().isInstanceOfSatisfying(Fact.StepFailed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(FailureKind.REJECT);
            assertThat(failed.code()).isEqualTo("media.unusable");
        });
    }

    @Test
    void handle_canceledByOthers_isRetried() {
        assertThat(pipeline.jobState("canceled")).isEmpty();
        assertThat(pipeline.facts()).singleElement().isInstanceOfSatisfying(Fact.StepFailed.class,
                failed -> assertThat(failed.failure()).isEqualTo(FailureKind.RETRY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue-hop", "input-information", "progressing", "new-warning"})
    void handle_eventWithoutProgress_isNotedAndNotTold(String event) {
        assertThat(pipeline.jobState(event)).isEmpty();
        assertThat(pipeline.facts()).isEmpty();
        assertThat(job().jobId()).contains("1772366400123-ab12cd");
        assertThat(job().state()).isEqualTo(JobState.SUBMITTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-job", "somebody-elses-job"})
    void handle_jobWeDoNotKnow_changesNothing(String event) {
        assertThat(pipeline.jobState(event)).isEmpty();
        assertThat(pipeline.facts()).isEmpty();
        assertThat(job().state()).isEqualTo(JobState.CLAIMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foreign-account", "foreign-source", "unknown-status"})
    void handle_eventThatIsNotAcceptable_isAFailedRecord(String event) {
        assertThat(pipeline.jobState(event)).hasSize(1);
        assertThat(job().state()).isEqualTo(JobState.CLAIMED);
    }

    @Test
    void handle_batchWithOneBadRecord_doesTheOthers() {
        assertThat(pipeline.jobState("batch")).containsExactly("059f36b4-87a3-44ab-83d2-661975940002");
        assertThat(pipeline.facts()).singleElement().isInstanceOf(Fact.StepProgressed.class);
    }

    @Test
    void step_foreignFact_isAFailedRecord() {
        assertThat(pipeline.step("foreign-fact", 1)).hasSize(1);
    }

    @Test
    void step_transcodeWithoutProbeResult_endsTheAttempt() {
        pipeline.newAsset();
        assertThat(pipeline.step("transcode", 1)).isEmpty();
        assertThat(pipeline.facts()).singleElement().isInstanceOfSatisfying(Fact.StepFailed.class,
                failed -> assertThat(failed.code()).isEqualTo("step.input_missing"));
    }

    @Test
    void step_cancelOfAClaimedJob_fencesIt() {
        // Without MediaConvert nothing can be searched, so the record comes again; the fence stands all the same.
        assertThat(pipeline.step("cancel", 1)).hasSize(1);
        assertThat(job().state()).isEqualTo(JobState.CANCELED);
        assertThat(pipeline.facts()).isEmpty();
    }

    private static TranscodingJob job() {
        return jobs.find(JobKey.whole(pipeline.job())).orElseThrow();
    }
}
