package io.crealia.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./deploy.sh STAGE status}, {@code pause}, {@code resume}, {@code redrive}, {@code restart} and {@code unlock}. */
class OperateTest {
    private static final String QUEUES = "https://sqs.eu-central-1.amazonaws.com/123456789012/";

    @TempDir
    private Path folder;
    private Stage stage;
    private FakeApi api;
    private AwsStub aws;

    @BeforeEach
    void start() {
        stage = new Stage(folder);
        api = new FakeApi();
        aws = Scenario.running(stage, api.url());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Stage.Ran done(String... arguments) {
        var ran = stage.deploy(arguments);
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(stage.leftovers()).isEmpty();
        return ran;
    }

    private List<String> changes() {
        return aws.changes();
    }

    @Test
    void status_tellsStackVersionsQueuesAndDeadLetters() {
        aws.on("^cloudformation describe-stacks .*CreationTime").answersRow("UPDATE_COMPLETE",
                "2026-02-01T10:00:00+00:00",
                "2026-01-01T10:00:00+00:00");
        aws.on("^cloudformation list-stack-resources .*SQS::Queue").answersRow(QUEUES + "crealia-example-asset-facts",
                QUEUES + "crealia-example-asset-facts-dlq", QUEUES + "crealia-example-upload-events-dlq");
        aws.on("^sqs get-queue-attributes ").answersRow("3", "1");
        aws.on("^sqs get-queue-attributes .*upload-events-dlq").answersRow("0", "0");
        aws.on("^s3api get-object .*last-release").writes("20260101T000000Z-abcdef1");

        var ran = done("status");

        assertThat(ran.out())
                .contains("UPDATE_COMPLETE, made 2026-01-01T10:00:00+00:00, changed 2026-02-01T10:00:00+00:00",
                        "lock: free", "what was before 20260101T000000Z-abcdef1",
                        "function crealia-example-health-api: version 7",
                        "queue crealia-example-asset-facts: 3 waiting, 1 in work",
                        "WARNING: dead letters in crealia-example-asset-facts-dlq: 3 waiting")
                .doesNotContain("upload-events-dlq");
        assertThat(changes()).isEmpty();
    }

    @Test
    void pause_switchesEventSourcesAndSchedulesOff_andNoRuleOfEvents() {
        background();

        done("pause", "--yes");

        assertThat(changes()).containsExactly(
                "lambda update-event-source-mapping --uuid uuid-1 --no-enabled --query State",
                "lambda update-event-source-mapping --uuid uuid-2 --no-enabled --query State",
                "events disable-rule --name crealia-example-uploads-sweeper");
    }

    @Test
    void resume_switchesThemOn() {
        background();

        done("resume", "--yes");

        assertThat(changes()).containsExactly(
                "lambda update-event-source-mapping --uuid uuid-1 --enabled --query State",
                "lambda update-event-source-mapping --uuid uuid-2 --enabled --query State",
                "events enable-rule --name crealia-example-uploads-sweeper");
    }

    private void background() {
        aws.on("^cloudformation list-stack-resources .*EventSourceMapping").answersRow("uuid-1", "uuid-2");
        aws.on("^cloudformation list-stack-resources .*Events::Rule").answersRow("crealia-example-uploads-sweeper",
                "crealia-example-transcoding-job-states");
        aws.on("^events describe-rule .*sweeper").answers("rate(5 minutes)");
        aws.on("^events describe-rule .*job-states").answers("None");
        aws.on("^events (dis|en)able-rule ").answers("");
        aws.on("^lambda update-event-source-mapping ").answers("Updating");
    }

    @Test
    void pause_unconfirmed_changesNothing() {
        background();

        var ran = stage.deploy("pause");

        assertThat(ran.exit()).isEqualTo(43);
        assertThat(changes()).isEmpty();
    }

    @Test
    void pause_refusedHalfway_saysThatItMayBeRepeated() {
        background();
        aws.on("^lambda update-event-source-mapping .*uuid-2").fails("An error occurred (ResourceInUseException)");

        var ran = stage.deploy("pause", "--yes");

        assertThat(ran.exit()).isEqualTo(51);
        assertThat(ran.err()).contains("uuid-2", "run pause again");
    }

    @Test
    void redrive_movesAndWaitsForTheEnd() {
        deadLetters("4");
        aws.on("^sqs start-message-move-task ").answers("handle");
        aws.on("^sqs list-message-move-tasks ").answersRow("COMPLETED", "4");
        aws.on("^sqs list-message-move-tasks ").times(2).answersRow("RUNNING", "1");

        var ran = done("redrive", "upload-events", "--yes");

        assertThat(ran.out()).contains("Move 4 messages of crealia-example-upload-events-dlq back", "4 messages moved");
        assertThat(changes()).containsExactly(
                "sqs start-message-move-task --source-arn arn:aws:sqs:eu-central-1:123456789012:crealia-example-upload-events-dlq"
                        + " --max-number-of-messages-per-second 10 --query TaskHandle");
    }

    private void deadLetters(String count) {
        aws.on("^sqs get-queue-url ").answers(QUEUES + "crealia-example-upload-events-dlq");
        aws.on("^sqs get-queue-attributes ").answersRow(count,
                "arn:aws:sqs:eu-central-1:123456789012:crealia-example-upload-events-dlq");
    }

    @Test
    void redrive_nothingThere_orEndsBadly_isTold() {
        deadLetters("0");
        assertThat(done("redrive", "upload-events", "--yes").out())
                .contains("crealia-example-upload-events-dlq is empty");
        assertThat(changes()).isEmpty();

        deadLetters("2");
        aws.on("^sqs start-message-move-task ").answers("handle");
        aws.on("^sqs list-message-move-tasks ").answersRow("FAILED", "1");
        var ran = stage.deploy("redrive", "upload-events", "--yes");
        assertThat(ran.exit()).isEqualTo(51);
        assertThat(ran.err()).contains("ended as FAILED after 1 messages");
    }

    @Test
    void redrive_unknownQueue_isRefused() {
        aws.on("^sqs get-queue-url ").fails("An error occurred (AWS.SimpleQueueService.NonExistentQueue)");

        var ran = stage.deploy("redrive", "nowhere", "--yes");

        assertThat(ran.exit()).isEqualTo(51);
        assertThat(ran.err()).contains("there is no queue crealia-example-nowhere-dlq");
    }

    @Test
    void restart_publishesAndMovesTheAlias() {
        aws.on("^lambda update-function-configuration ").answers("InProgress");
        aws.on("^lambda get-function-configuration .*LastUpdateStatus").answers("Successful");
        aws.on("^lambda get-function-configuration .*State").answers("Active");
        aws.on("^lambda get-function-configuration .*State").times(1).answers("Pending");
        aws.on("^lambda publish-version ").answers("13");
        aws.on("^lambda update-alias ").answers("13");

        var ran = done("restart", "uploads-api", "--yes");

        assertThat(ran.out()).contains("crealia-example-uploads-api runs version 12", "runs version 13");
        assertThat(changes().getLast())
                .isEqualTo(
                        "lambda update-alias --function-name crealia-example-uploads-api --name live --function-version 13 --query FunctionVersion");
        assertThat(aws.calls("lambda get-function-configuration --function-name crealia-example-uploads-api:13"))
                .hasSize(2);
    }

    @Test
    void restart_snapshotFails_leavesTheAlias() {
        aws.on("^lambda update-function-configuration ").answers("InProgress");
        aws.on("^lambda get-function-configuration .*LastUpdateStatus").answers("Successful");
        aws.on("^lambda get-function-configuration .*State").answers("Failed");
        aws.on("^lambda get-function-configuration .*LastUpdateStatus").answers("Successful");
        aws.on("^lambda publish-version ").answers("13");

        var ran = stage.deploy("restart", "uploads-api", "--yes");

        assertThat(ran.exit()).isEqualTo(51);
        assertThat(ran.err()).contains("crealia-example-uploads-api:13: State is Failed");
        assertThat(aws.calls("lambda update-alias")).isEmpty();
    }

    @Test
    void unlock_removesTheLockOfAKilledDeployment() {
        aws.on("^s3api head-object .*/lock").answersRow("ada@laptop", "2026-01-01T00:00:00Z");

        assertThat(done("unlock", "--yes").out()).contains("lock of ada@laptop 2026-01-01T00:00:00Z",
                "the lock is removed");
        assertThat(changes()).hasSize(1).first().asString().startsWith("s3api delete-object").contains("/lock");
    }

    @Test
    void unlock_freeAlready_changesNothing() {
        assertThat(done("unlock", "--yes").out()).contains("there is no lock");
        assertThat(changes()).isEmpty();
    }
}
