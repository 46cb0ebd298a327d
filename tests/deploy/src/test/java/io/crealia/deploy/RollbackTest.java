package io.crealia.deploy;

import static io.crealia.deploy.Scenario.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crealia.deploy.FakeApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./deploy.sh} does when the new release does not work, or when somebody stops it. */
class RollbackTest {
    private static final Answer BROKEN = new Answer(500, "{\"code\":\"service.internal\"}");

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
        // The release made new versions of both functions.
        aws.on("^lambda get-alias .*health-api").answers("8");
        aws.on("^lambda get-alias .*uploads-api").answers("13");
        aws.on("^lambda get-alias .*health-api").times(1).answers("7");
        aws.on("^lambda get-alias .*uploads-api").times(1).answers("12");
        aws.on("^lambda update-alias ").answers("7");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** The new code fails on this request; the old one, which is back once the aliases are, does not. */
    private void breakNewCode(String request, Answer answer) {
        api.on(request,
                () -> aws.calls("lambda update-alias").isEmpty() ? answer : new Answer(200, "{\"version\":\"0.0.9\"}"));
    }

    private void assertRolledBack(Stage.Ran ran, String why) {
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(60);
        assertThat(ran.err()).contains(why, "the stage runs what it ran before");
        assertThat(ran.out()).contains("\"result\": \"rolled-back\"");
        var aliases = aws.calls("lambda update-alias");
        assertThat(aliases).containsExactly(alias("health-api", 7), alias("uploads-api", 12));
        var sets = aws.calls("cloudformation create-change-set");
        assertThat(sets).hasSize(2);
        assertThat(sets.getLast()).contains("--change-set-name rollback-", "/previous-template.yaml ",
                "/previous-parameters.json ", "--change-set-type UPDATE");
        // Functions first, because that is quick; the stack afterwards; then the lock.
        assertThat(aws.calls().indexOf(aliases.getLast())).isLessThan(aws.calls().indexOf(sets.getLast()));
        assertThat(aws.calls("cloudformation execute-change-set")).hasSize(2);
        assertThat(aws.calls("s3api delete-object")).hasSize(2).anyMatch(call -> call.contains("last-release"));
        assertThat(aws.calls().getLast()).contains("/lock");
    }

    private static String alias(String function, int version) {
        return "lambda update-alias --function-name crealia-example-" + function + " --name live --function-version "
                + version
                + " --routing-config {\"AdditionalVersionWeights\":{}} --query FunctionVersion";
    }

    @Test
    void live_fails_rollsBack() {
        breakNewCode("GET /health/live", BROKEN);

        assertRolledBack(stage.deploy("--yes"), "GET /health/live answered 500, not 200");
    }

    @Test
    void ready_never_rollsBack() {
        breakNewCode("GET /health/ready", new Answer(503, "{\"status\":\"unavailable\"}"));

        assertRolledBack(stage.deploy("--yes"), "GET /health/ready answered 503, not 200");
    }

    @Test
    void ready_afterAWhile_isGoodEnough() {
        var asked = new int[1];
        api.on("GET /health/ready", () -> asked[0]++ == 0 ? BROKEN : new Answer(200, "{}"));

        var ran = stage.deploy("--yes", "--smoke-within", "30");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(asked[0]).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"GET /v1/uploads,200,without a token answered 200",
            "POST /v1/uploads,403,POST /v1/uploads answered 403",
            "DELETE /v1/uploads/upl_01ARZ3NDEKTSV4RRFFQ69G5FAV,500,answered 500"})
    void request_answeredWrongly_rollsBack(String request, int status, String why) {
        api.on(request, () -> aws.calls("lambda update-alias").isEmpty()
                ? new Answer(status, "{}")
                : new Answer(request.startsWith("GET") ? 401 : request.startsWith("POST") ? 201 : 204,
                        request.startsWith("DELETE") ? "" : "{\"id\":\"" + FakeApi.UPLOAD + "\"}"));

        assertRolledBack(stage.deploy("--yes", "--smoke-token-command", "printf " + FakeApi.TOKEN), why);
    }

    @Test
    void tokenCommand_failing_failsTheSmokeTest() {
        var ran = stage.deploy("--yes", "--smoke-token-command", "echo no pool >&2; exit 1");

        assertThat(ran.exit()).isEqualTo(61);
        assertThat(ran.err()).contains("--smoke-token-command failed: no pool");
    }

    @Test
    void firstDeployment_failsItsSmokeTest_staysForALook() {
        var first = new Stage(folder.resolve("first"));
        Scenario.empty(first, api.url());
        api.on("GET /health/live", () -> BROKEN);

        var ran = first.deploy("--yes");

        assertThat(ran.exit()).isEqualTo(60);
        assertThat(ran.err()).contains("there is nothing to go back to");
        assertThat(first.aws().calls("lambda update-alias")).isEmpty();
        assertThat(first.aws().calls().getLast()).contains("/lock");
    }

    @Test
    void rollback_aliasRefused_saysWhichFunction() {
        breakNewCode("GET /health/live", BROKEN);
        aws.on("^lambda update-alias .*uploads-api").fails("An error occurred (AccessDeniedException)");

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).isEqualTo(61);
        assertThat(ran.err()).contains("not back at their versions: crealia-example-uploads-api");
        assertThat(ran.out()).contains("\"result\": \"rollback-failed\"");
        assertThat(aws.calls("lambda update-alias")).as("the other function is tried all the same").hasSize(2);
        assertThat(aws.calls().getLast()).contains("/lock");
    }

    @Test
    void rollback_oldTemplateWouldDropAQueue_keepsItAndSaysSo() {
        breakNewCode("GET /health/live", BROKEN);
        aws.on("^cloudformation describe-change-set .*Changes")
                .answers(change("Remove", "NewQueue", "AWS::SQS::Queue", "None"));
        aws.on("^cloudformation describe-change-set .*Changes").times(1)
                .answers(change("Add", "NewQueue", "AWS::SQS::Queue", "None"));

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).isEqualTo(61);
        assertThat(ran.err()).contains("functions are back", "NewQueue");
        assertThat(aws.calls("cloudformation execute-change-set")).hasSize(1);
    }

    @Test
    void rollback_stackEndsBadly_saysSo() {
        breakNewCode("GET /health/live", BROKEN);
        aws.on("^cloudformation describe-stacks .*StackStatus").answers("UPDATE_ROLLBACK_FAILED");
        aws.on("^cloudformation describe-stacks .*StackStatus").times(2).answers("UPDATE_COMPLETE");

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).isEqualTo(61);
        assertThat(ran.err()).contains("the stack is UPDATE_ROLLBACK_FAILED");
    }

    @Test
    void oldCode_failsToo_isToldApart() {
        api.on("GET /health/live", () -> BROKEN);

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).isEqualTo(61);
        assertThat(ran.err()).contains("and after the rollback", "look at the stores and the secrets");
        assertThat(ran.out()).contains("\"result\": \"rollback-failed\"");
    }

    @Test
    void manual_goesBackToWhatWasRecorded() {
        Scenario.rollbackPoint(aws, stage.project().resolve("template.yaml"));

        var ran = stage.deploy("rollback", "--yes");

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out()).contains("back to what ran before release 20260101T000000Z-abcdef1",
                "not undone: documents",
                "\"command\": \"rollback\"", "\"result\": \"rolled-back\"");
        assertThat(aws.calls("lambda update-alias")).containsExactly(alias("health-api", 6));
        assertThat(aws.calls("cloudformation create-change-set").getFirst())
                .contains("releases/20260101T000000Z-abcdef1/previous-template.yaml");
        assertThat(aws.calls("cloudformation execute-change-set")).hasSize(1);
        assertThat(aws.calls("s3api put-object").getFirst()).contains("/lock");
        assertThat(aws.calls().getLast()).contains("delete-object", "/lock");
    }

    @Test
    void manual_dryRun_changesNothing() {
        Scenario.rollbackPoint(aws, stage.project().resolve("template.yaml"));

        var ran = stage.deploy("rollback", "--yes", "--dry-run");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(aws.calls()).allMatch(AwsStub::isQuestion);
        assertThat(ran.out()).contains("would: aws lambda update-alias", "would: create and execute a change set");
    }

    @Test
    void manual_nothingRecorded_isRefused() {
        aws.on("^s3api get-object .*last-release").fails("An error occurred (NoSuchKey)");

        var ran = stage.deploy("rollback", "--yes");

        assertThat(ran.exit()).isEqualTo(62);
        assertThat(ran.err()).contains("no deployment to roll back is recorded");
        assertThat(aws.calls("lambda update-alias")).isEmpty();
    }

    @Test
    void manual_unconfirmed_changesNothing() {
        Scenario.rollbackPoint(aws, stage.project().resolve("template.yaml"));

        var ran = stage.deploy("rollback");

        assertThat(ran.exit()).isEqualTo(43);
        assertThat(aws.changes()).allMatch(call -> call.contains("/lock"));
    }

    @ParameterizedTest
    @CsvSource({"INT,^docdb describe-db-cluster-snapshots,step 3 (snapshot),The stack crealia-example was not changed",
            "INT,^cloudformation describe-stack-events,step 6 (deploy),cancel-update-stack",
            "TERM,^cloudformation describe-change-set,step 4 (package),The stack crealia-example is as it was"})
    void interrupted_releasesTheLockAndSaysWhereItStopped(String signal, String call, String where, String state)
            throws IOException {
        assumeTrue(signal.equals("TERM") || !interruptsAreIgnored(), "whoever started the tests has SIGINT ignored");
        aws.on(call).waits(60);
        var process = stage.start(Stage.NAME, List.of("--yes"));
        await().atMost(Duration.ofSeconds(40)).until(aws::isWaiting);

        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        var ran = stage.end(process);

        assertThat(ran.exit()).as(ran.err()).isEqualTo(130);
        assertThat(ran.err()).contains("interrupted in " + where, state);
        assertThat(aws.calls().getLast()).startsWith("s3api delete-object").contains("/lock");
        assertThat(stage.leftovers()).isEmpty();
    }

    /** A process that was started so cannot be interrupted, and no shell can change that. */
    private static boolean interruptsAreIgnored() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16) & 2) != 0);
    }
}
