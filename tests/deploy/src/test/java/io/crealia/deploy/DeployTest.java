package io.crealia.deploy;

import static io.crealia.deploy.Scenario.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./deploy.sh} where nothing is wrong: every step, and every call that it makes. */
class DeployTest {
    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. (.+)$");

    @TempDir
    private Path folder;
    private Stage stage;
    private FakeApi api;

    @BeforeEach
    void start() {
        stage = new Stage(folder);
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static JsonNode record(Stage.Ran ran) {
        return Json.parse(ran.out().substring(ran.out().indexOf("{\n"), ran.out().lastIndexOf("}\n") + 1));
    }

    private static List<String> steps(Stage.Ran ran) {
        return STEP.matcher(ran.out()).results().map(step -> step.group(1)).toList();
    }

    /** Calls without what differs from run to run. */
    private List<String> calls() {
        var release = Pattern.compile("\\d{8}[Tt]\\d{6}[Zz]-[0-9a-f]{7}");
        var work = Pattern.compile(Pattern.quote(folder.resolve("tmp").toString()) + "/[^/ ]+");
        return stage.aws().calls().stream().map(call -> work.matcher(call).replaceAll("WORK"))
                .map(call -> release.matcher(call).replaceAll("RELEASE"))
                .map(call -> call.replaceAll("by=.*,since=\\S+", "WHO"))
                .map(call -> call.replace(stage.project().toString(), "PROJECT"))
                .map(call -> call.replaceAll("record-\\d{6}-", "record-TIME-")).toList();
    }

    @Test
    void update_everythingWell_goesThroughEveryStepInOrder() {
        var aws = Scenario.running(stage, api.url());
        aws.on("^cloudformation describe-stacks .*StackStatus").times(1).answers("UPDATE_IN_PROGRESS");
        aws.on("^cloudformation describe-stacks .*StackStatus").times(1).answers("UPDATE_COMPLETE");

        var ran = stage.deploy("--yes", "--smoke-token-command", "printf " + FakeApi.TOKEN);

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(steps(ran)).containsExactly("preflight", "regression", "snapshot", "package", "diff guard", "deploy",
                "smoke test", "rollback", "record");
        assertThat(ran.out()).contains("commit " + stage.git("rev-parse", "HEAD") + ", clean", "account 123456789012",
                "type of the change set: UPDATE", "secrets: 4 are there", "1000 concurrent executions free, 190 wanted",
                "./crealia test passed", "SHA-256 ", "functions/uploads/target/crealia-uploads.zip",
                "cluster snapshot: crealia-example-2", "rights change in 1 resources",
                "Modify UploadsApiRole AWS::IAM::Role",
                "confirmed by --yes: Execute 2 changes", "UploadsApi UPDATE_COMPLETE", "version 0.1.0",
                "called off: 204");
        assertThat(ran.err()).isEmpty();
        assertThat(calls()).containsExactlyElementsOf(Stage.read(
                Path.of(System.getProperty("crealia.root"),
                        "tests/deploy/src/test/resources/io/crealia/deploy/update.calls"))
                .lines().toList());
        assertThat(stage.aws().crealiaCalls()).containsExactly("jdk", "test", "build");
        assertThat(api.requests()).containsExactly("GET /health/live", "GET /health/ready", "GET /v1/uploads",
                "POST /v1/uploads +token", "DELETE /v1/uploads/" + FakeApi.UPLOAD + " +token");
        assertThat(stage.leftovers()).isEmpty();
    }

    @Test
    void update_everythingWell_recordsWhatWasDeployed() {
        Scenario.running(stage, api.url());

        var ran = stage.deploy("--yes");

        var record = record(ran);
        assertThat(record.path("result").asText()).isEqualTo("deployed");
        assertThat(record.path("commit").asText()).isEqualTo(stage.git("rev-parse", "HEAD"));
        assertThat(record.path("by").asText()).endsWith("deployer/ada");
        assertThat(record.path("change_set").asText()).isEqualTo(Scenario.CHANGE_SET);
        assertThat(record.path("snapshot").asText()).startsWith("crealia-example-");
        assertThat(record.path("version").asText()).isEqualTo("0.1.0");
        assertThat(record.path("digests").properties()).isNotEmpty().allSatisfy(zip -> {
            assertThat(zip.getKey()).endsWith(".zip");
            assertThat(zip.getValue().asText()).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void create_everythingWell_takesNoSnapshotAndHasNothingToGoBackTo() {
        Scenario.empty(stage, api.url());
        Scenario.changes(stage.aws(), change("Add", "MediaBucket", "AWS::S3::Bucket", "None"));

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out()).contains("type of the change set: CREATE", "no data yet: no snapshot",
                "nothing to go back to");
        assertThat(stage.aws().calls("docdb")).isEmpty();
        assertThat(stage.aws().calls("cloudformation create-change-set").getFirst())
                .contains("--change-set-type CREATE");
    }

    @Test
    void dryRun_update_makesNoCallThatChangesAnything() {
        Scenario.running(stage, api.url());

        var ran = stage.deploy("--dry-run");

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(stage.aws().calls()).hasSizeGreaterThan(15).allMatch(AwsStub::isQuestion);
        assertThat(steps(ran)).containsExactly("preflight", "regression", "snapshot", "package", "diff guard", "deploy",
                "smoke test", "rollback", "record");
        assertThat(ran.out()).contains("would: aws s3api put-object", "would: aws docdb create-db-cluster-snapshot",
                "would: aws cloudformation package", "would: aws cloudformation create-change-set",
                "would: aws cloudformation execute-change-set", "would: GET /health/live");
        assertThat(api.requests()).isEmpty();
        assertThat(stage.leftovers()).isEmpty();
    }

    @Test
    void dryRun_statefulResourceGone_isRefusedAlready() {
        var aws = Scenario.running(stage, api.url());
        aws.on("^cloudformation get-template ").answers(Stage.read(stage.project().resolve("template.yaml")).replace(
                "Resources:\n", "Resources:\n  OldQueue:\n    Type: AWS::SQS::Queue\n"));

        var ran = stage.deploy("--dry-run");

        assertThat(ran.exit()).isEqualTo(42);
        assertThat(ran.err()).contains("would be removed: OldQueue");
        assertThat(stage.aws().calls()).allMatch(AwsStub::isQuestion);
    }

    @Test
    void emptyChangeSet_isNoFailure() {
        var aws = Scenario.running(stage, api.url());
        aws.on("^cloudformation describe-change-set .*StatusReason").answersRow("FAILED",
                "The submitted information didn't contain changes. Submit different information to create a change set.");

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("nothing to change", "\"result\": \"unchanged\"");
        assertThat(aws.calls("cloudformation execute-change-set")).isEmpty();
        assertThat(aws.calls("cloudformation delete-change-set")).hasSize(1);
        assertThat(aws.calls().getLast()).startsWith("s3api delete-object").contains("/lock");
    }

    @Test
    void dirtyTreeAndSkippedTests_withReasons_areRecorded() {
        Scenario.running(stage, api.url());
        Stage.write(stage.project().resolve("hotfix.txt"), "x");

        var ran = stage.deploy("--yes", "--dirty", "the \"hot\" fix", "--skip-tests", "they ran in the pipeline",
                "--skip-snapshot", "point-in-time recovery is on");

        assertThat(ran.exit()).as(ran.err()).isZero();
        var record = record(ran);
        assertThat(record.path("dirty_reason").asText()).isEqualTo("the \"hot\" fix");
        assertThat(record.path("skip_tests").asText()).isEqualTo("they ran in the pipeline");
        assertThat(record.path("skip_snapshot").asText()).isEqualTo("point-in-time recovery is on");
        assertThat(stage.aws().crealiaCalls()).containsExactly("jdk", "build");
        assertThat(stage.aws().calls("docdb")).isEmpty();
    }

    @Test
    void namedReplacement_isLetThrough() {
        Scenario.running(stage, api.url());
        Scenario.changes(stage.aws(), change("Modify", "UploadEventsQueue", "AWS::SQS::Queue", "True"));

        var ran = stage.deploy("--yes", "--allow-replacement", "UploadEventsQueue");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("allowed by --allow-replacement",
                "\"allowed_replacements\": \"UploadEventsQueue\"");
    }

    @Test
    void backupFunction_ofTheStack_isInvokedUntilItsManifestIsThere() {
        var aws = backup();
        aws.on("^lambda invoke ").writes("{\"state\":\"finished\",\"backup\":\"bkp_2\",\"documents\":7}");
        aws.on("^lambda invoke ").times(2).writes("{\"state\":\"paused\",\"backup\":\"bkp_2\",\"parts\":3}");

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("\"snapshot\": \"s3://crealia-example-backup-123456789012/manifests/crealia/bkp_2.json\"");
        assertThat(aws.calls("lambda invoke --function-name crealia-example-backup --qualifier live ")).hasSize(3);
        assertThat(aws.calls("docdb")).isEmpty();
    }

    @Test
    void backupFunction_noneDue_theNewestStandsForOne() {
        var aws = backup();
        aws.on("^lambda invoke ").writes("{\"state\":\"not_due\",\"due_at\":\"2026-03-02T02:00:00Z\"}");

        var ran = stage.deploy("--yes");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("WARNING: no backup was due", "backup of 2026-03-01T02:00:00+00:00: s3://");
    }

    /** No cluster is named, and the stack has the function. */
    private AwsStub backup() {
        stage.parameters(
                text -> text.replace("\"documentdb_cluster\": \"crealia-example\"", "\"documentdb_cluster\": \"\""));
        var aws = Scenario.running(stage, api.url());
        aws.on("^cloudformation list-stack-resources .*Lambda::Function").answersRow("crealia-example-backup");
        aws.on("^lambda get-alias ").answers("3");
        aws.on("^s3api list-objects-v2 --bucket crealia-example-backup-123456789012 --prefix manifests/ ")
                .answersRow("manifests/crealia/bkp_2.json", "2026-03-01T02:00:00+00:00");
        return aws;
    }
}
