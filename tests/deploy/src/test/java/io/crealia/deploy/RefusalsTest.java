package io.crealia.deploy;

import static io.crealia.deploy.Scenario.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thing is wrong each time: {@code ./deploy.sh} stops with the code and the words for it, before it does harm. */
class RefusalsTest {
    private static final String DENIED = "An error occurred (AccessDeniedException) when calling the DescribeSecret operation: not authorized";
    private static final String MISSING = "An error occurred (ResourceNotFoundException) when calling the DescribeSecret operation: Secrets Manager can't find it";

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

    private void assertRefused(Stage.Ran ran, int code, String... words) {
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(code);
        assertThat(ran.err()).contains(words).contains("To do: ");
        assertThat(stage.leftovers()).isEmpty();
    }

    /** Not even the lock was taken. */
    private void assertNothingChanged() {
        assertThat(aws.changes()).isEmpty();
    }

    private static Arguments refusal(String name, int code, List<String> words, Consumer<AwsStub> spoil) {
        return Arguments.of(name, code, words, spoil);
    }

    static Stream<Arguments> preflight() {
        return Stream.of(
                refusal("CLI too old", 10, List.of("AWS CLI is 1.45.11", "2.18.0"),
                        aws -> aws.version("aws-cli/1.45.11 Python/3.11.7 Linux/6.1")),
                refusal("CLI of no version", 10, List.of("of an unknown version"), aws -> aws.version("hello")),
                refusal("no JDK", 10, List.of("no JDK 25"), aws -> aws.failCrealia("jdk", "crealia: no JDK 25 found.")),
                refusal("no credentials", 13, List.of("does not know who we are"),
                        aws -> aws.on("^sts").fails("Unable to locate credentials")),
                refusal("wrong account", 13, List.of("of account 999999999999", "is in 123456789012"),
                        aws -> aws.on("^sts").answersRow("999999999999", "arn:aws:iam::999999999999:user/ada")),
                refusal("no artifact bucket", 17, List.of("no artifact bucket " + Scenario.BUCKET),
                        aws -> aws.on("^s3api head-bucket").fails("An error occurred (404): Not Found")),
                refusal("bucket elsewhere", 17, List.of("is in us-east-1"),
                        aws -> aws.on("^s3api get-bucket-location").answers("None")),
                refusal("bucket without versions", 17, List.of("keeps no versions"),
                        aws -> aws.on("^s3api get-bucket-versioning").answers("None")),
                refusal("bucket not encrypted", 17, List.of("is not encrypted"),
                        aws -> aws.on("^s3api get-bucket-encryption")
                                .fails("An error occurred (ServerSideEncryptionConfigurationNotFoundError)")),
                refusal("secret missing", 14, List.of("RedisSecretArn: there is no secret"),
                        aws -> aws.on("^secretsmanager .*redis").fails(MISSING)),
                refusal("secret unreadable", 14, List.of("MongoSecretArn: these credentials may not read"),
                        aws -> aws.on("^secretsmanager .*mongo").fails(DENIED)),
                refusal("secret deleted", 14, List.of("is to be deleted since 2026-01-01"),
                        aws -> aws.on("^secretsmanager .*privacy").answersRow("2026-01-01",
                                "{\"v1\":[\"AWSCURRENT\"]}", "None")),
                refusal("secret empty", 14, List.of("has no value yet"),
                        aws -> aws.on("^secretsmanager .*playback").answersRow("None", "null", "None")),
                refusal("user pool missing", 14, List.of("CognitoUserPoolId", "ResourceNotFoundException"),
                        aws -> aws.on("^cognito-idp").fails("An error occurred (ResourceNotFoundException)")),
                refusal("too little concurrency", 16,
                        List.of("10 concurrent executions of 10 free", "needs 190", "L-B99A9384"),
                        aws -> aws.on("^lambda get-account-settings").answersRow("10", "10", "80530636800", "0")),
                refusal("no role for access logs", 16, List.of("no role to write access logs", "ApiGatewayLogRole"),
                        aws -> aws.on("^apigateway get-account").answersRow("None", "10000.0")),
                refusal("stack cannot be read", 15, List.of("cannot be read", "AccessDenied"),
                        aws -> aws.on("^cloudformation describe-stacks").fails("An error occurred (AccessDenied)")),
                refusal("locked", 19, List.of("locked by ada@laptop 2026-01-01T00:00:00Z", "unlock"),
                        aws -> aws.on("^s3api head-object .*/lock").answersRow("ada@laptop", "2026-01-01T00:00:00Z")),
                refusal("lock unreadable", 19, List.of("lock cannot be read"),
                        aws -> aws.on("^s3api head-object .*/lock").fails("An error occurred (403): Forbidden")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void preflight(String name, int code, List<String> words, Consumer<AwsStub> spoil) {
        spoil.accept(aws);

        assertRefused(stage.deploy("--yes"), code, words.toArray(String[]::new));
        assertNothingChanged();
        assertThat(aws.crealiaCalls()).doesNotContain("test", "build");
    }

    @ParameterizedTest
    @CsvSource({"ROLLBACK_COMPLETE,delete-stack", "UPDATE_ROLLBACK_FAILED,continue-update-rollback",
            "UPDATE_IN_PROGRESS,wait", "DELETE_FAILED,delete-stack", "CREATE_FAILED,delete-stack"})
    void stackState_thatCannotBeUpdated_isExplained(String state, String advice) {
        aws.on("^cloudformation describe-stacks .*StackStatus").answers(state);

        assertRefused(stage.deploy("--yes"), 15, "crealia-example is " + state, advice);
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "mvn"})
    void tool_missing_isNamed(String tool) {
        stage.remove(tool);

        assertRefused(stage.deploy("--yes"), 10, tool + " is missing");
    }

    @Test
    void tree_dirty_isRefused() {
        Stage.write(stage.project().resolve("hotfix.txt"), "x");

        assertRefused(stage.deploy("--yes"), 12, "not clean", "hotfix.txt", "--dirty REASON");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void region_otherThanTheStages_isRefused() {
        assertRefused(stage.deploy("--yes", "--region", "us-east-1"), 13, "us-east-1", "is in eu-central-1");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void firstDeployment_bucketLeftOver_isRefused() {
        Scenario.empty(stage, api.url());
        aws.on("^s3api head-bucket .*crealia-example-media").answers("{}");

        assertRefused(stage.deploy("--yes"), 15, "crealia-example-media-123456789012 is there although",
                "BucketSuffix");
        assertNothingChanged();
    }

    @Test
    void code_moreThanLambdaHasRoomFor_isRefused() {
        Stage.write(stage.project().resolve("functions/uploads/target/crealia-uploads.zip"), "x".repeat(1_000));
        aws.on("^lambda get-account-settings").answersRow("1000", "1000", "80530636800", "80530636700");

        assertRefused(stage.deploy("--yes"), 16, "100 bytes left for code");
        assertNothingChanged();
    }

    @Test
    void lock_takenInBetween_isRefusedAndLeftAlone() {
        aws.on("^s3api put-object .*/lock")
                .fails("An error occurred (PreconditionFailed) when calling the PutObject operation");

        assertRefused(stage.deploy("--yes"), 19, "another deployment took the lock");
        assertThat(aws.calls("s3api delete-object")).isEmpty();
    }

    @Test
    void tests_failing_stopBeforeAnythingIsPackaged() {
        aws.failCrealia("test", "[ERROR] Tests run: 3, Failures: 1");

        assertRefused(stage.deploy("--yes"), 20, "./crealia test failed", "Failures: 1", "--skip-tests REASON");
        assertOnlyTheLockWasTakenAndReleased();
    }

    @Test
    void build_failing_stops() {
        aws.failCrealia("build", "crealia: the build failed; see above.");

        assertRefused(stage.deploy("--yes"), 21, "./crealia build failed");
        assertOnlyTheLockWasTakenAndReleased();
    }

    private void assertOnlyTheLockWasTakenAndReleased() {
        assertThat(aws.changes()).hasSize(2).allMatch(call -> call.contains("crealia/example/lock"));
        assertThat(aws.changes().getLast()).startsWith("s3api delete-object");
    }

    @Test
    void snapshot_nothingNamed_isRefused() {
        stage.parameters(
                text -> text.replace("\"documentdb_cluster\": \"crealia-example\"", "\"documentdb_cluster\": \"\""));

        assertRefused(stage.deploy("--yes"), 30, "neither backup_function nor documentdb_cluster",
                "--skip-snapshot REASON");
        assertThat(aws.calls("cloudformation package")).isEmpty();
    }

    @Test
    void snapshot_failing_stopsBeforeAnythingIsPackaged() {
        aws.on("^docdb describe-db-cluster-snapshots").answers("failed");

        assertRefused(stage.deploy("--yes"), 30, "is failed");
        assertThat(aws.calls("cloudformation package")).isEmpty();
        assertThat(aws.calls().getLast()).contains("delete-object", "/lock");
    }

    static Stream<Arguments> backup() {
        return Stream.of(
                refusal("throws", 30, List.of("crealia-example-saver failed"),
                        aws -> aws.on("^lambda invoke").answers("Unhandled")),
                refusal("cannot be invoked", 30, List.of("cannot be invoked", "AccessDenied"),
                        aws -> aws.on("^lambda invoke").fails("An error occurred (AccessDeniedException)")),
                refusal("answers something else", 30, List.of("answered: {\"hello\":1}"),
                        aws -> aws.on("^lambda invoke").writes("{\"hello\":1}")),
                refusal("has no manifest", 30, List.of("no manifest below s3://backups/here/"),
                        aws -> aws.on("^s3api list-objects-v2").answers("None")),
                refusal("has another manifest", 30, List.of("is not of backup bkp_2"),
                        aws -> aws.on("^s3api list-objects-v2").answersRow("here/bkp_1.json",
                                "2026-03-01T02:00:00+00:00")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void backup(String name, int code, List<String> words, Consumer<AwsStub> spoil) {
        stage.parameters(
                text -> text.replace("\"backup_function\": \"\"", "\"backup_function\": \"crealia-example-saver\"")
                        .replace("\"backup_bucket\": \"\"", "\"backup_bucket\": \"backups\"")
                        .replace("\"backup_prefix\": \"\"", "\"backup_prefix\": \"here/\""));
        aws.on("^lambda invoke").writes("{\"state\":\"finished\",\"backup\":\"bkp_2\"}");
        spoil.accept(aws);

        assertRefused(stage.deploy("--yes"), code, words.toArray(String[]::new));
        assertThat(aws.calls("cloudformation package")).isEmpty();
    }

    @Test
    void template_invalid_isRefused() {
        aws.on("^cloudformation validate-template")
                .fails("An error occurred (ValidationError): Unresolved resource dependencies");

        assertRefused(stage.deploy("--yes"), 18, "Unresolved resource dependencies");
        assertThat(aws.calls("cloudformation create-change-set")).isEmpty();
    }

    @Test
    void package_failing_stops() {
        aws.on("^cloudformation package").fails("Unable to upload artifact");

        assertRefused(stage.deploy("--yes"), 40, "Unable to upload artifact");
    }

    @Test
    void changeSet_failing_isRefusedWithItsReason() {
        aws.on("^cloudformation describe-change-set .*StatusReason").answersRow("FAILED",
                "Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document.");

        var ran = stage.deploy("--yes");

        assertRefused(ran, 41, "Invalid Serverless Application Specification");
        assertThat(ran.out()).contains("\"result\": \"failed\"");
        assertThat(aws.calls("cloudformation delete-change-set")).hasSize(1);
        assertThat(aws.calls("cloudformation execute-change-set")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Modify,AssetFactsQueue,AWS::SQS::Queue,True", "Modify,MediaBucket,AWS::S3::Bucket,Conditional",
            "Remove,AuditKey,AWS::KMS::Key,None", "Remove,UploadsApiLogs,AWS::Logs::LogGroup,None",
            "Modify,Users,AWS::Cognito::UserPool,True"})
    void statefulResource_lost_isRefused(String action, String id, String type, String replacement) {
        Scenario.changes(aws, change("Modify", "UploadsApi", "AWS::Lambda::Function", "False"),
                change(action, id, type, replacement));

        assertRefused(stage.deploy("--yes", "--allow-replacement", "SomethingElse"), 42, id, "--allow-replacement");
        assertThat(aws.calls("cloudformation execute-change-set")).isEmpty();
        assertThat(aws.calls("cloudformation delete-change-set")).hasSize(1);
    }

    @Test
    void unconfirmed_isNotExecuted() {
        var ran = stage.deploy();

        assertRefused(ran, 43, "not confirmed: Execute 2 changes on crealia-example in account 123456789012?", "--yes");
        assertThat(aws.calls("cloudformation execute-change-set")).isEmpty();
        assertThat(aws.calls("cloudformation delete-change-set")).hasSize(1);
        assertThat(ran.out()).contains("rights change in 1 resources").contains("\"failure\": \"not confirmed\"");
    }

    @Test
    void execution_failing_tellsTheFirstReasons() {
        aws.on("^cloudformation describe-stacks .*StackStatus").answers("UPDATE_ROLLBACK_COMPLETE");
        aws.on("^cloudformation describe-stack-events .*_FAILED").answers("""
                UploadsApiRole	UPDATE_FAILED	API: iam:PutRolePolicy User is not authorized
                HealthApi	UPDATE_FAILED	Resource update cancelled""");

        var ran = stage.deploy("--yes");

        assertRefused(ran, 50, "failed: UploadsApiRole UPDATE_FAILED: API: iam:PutRolePolicy",
                "brought the old state back");
        assertThat(ran.err()).doesNotContain("cancelled");
        assertThat(ran.out()).contains("\"result\": \"failed\"");
        assertThat(api.requests()).isEmpty();
        assertThat(aws.calls().getLast()).contains("delete-object", "/lock");
    }

    @ParameterizedTest
    @CsvSource({"Example", "x", "has space", "../etc", "a-b", "averyverylongname"})
    void stageName_ofAnotherForm_isAUsageFault(String name) {
        var ran = stage.deploy(name, List.of());

        assertRefused(ran, 2, "'" + name + "' is no name of a stage");
    }

    @Test
    void stage_withoutParametersFile_isUnknown() {
        assertRefused(stage.deploy("prod", List.of("--yes")), 2, "the stage prod is unknown",
                "deploy/parameters/prod.json");
        assertThat(aws.calls()).isEmpty();
    }

    static Stream<Arguments> parametersFile() {
        return Map.<String, java.util.function.UnaryOperator<String>>ofEntries(
                Map.entry("line 1: expected {", _ -> "\"hello\""),
                Map.entry("expected a comma or } after", text -> text.replaceFirst("\",\n", "\"\n")),
                Map.entry("account: expected a string in double quotes",
                        text -> text.replace("\"account\": \"123456789012\"", "\"account\": {}")),
                Map.entry("line 3: expected a string in double quotes without backslashes",
                        text -> text.replace("\"123456789012\",\n", "123456789012,\n")),
                Map.entry("region comes twice",
                        text -> text.replaceFirst("\"account\": \"\\d+\"", "\"region\": \"x\"")),
                Map.entry("nothing may follow", text -> text + "{}"),
                Map.entry("artifact_bucket is missing",
                        text -> text.replaceFirst("\"artifact_bucket\": \".*\",\n", "")),
                Map.entry("colour is not known", text -> text.replaceFirst("\"comment\"", "\"colour\"")),
                Map.entry("the parameter MongoSecretArn is missing",
                        text -> text.replaceFirst("\"MongoSecretArn\": \".*\",\n", "")),
                Map.entry("template.yaml has no parameter MongoSecret",
                        text -> text.replace("MongoSecretArn", "MongoSecret")),
                Map.entry("Stage is the name on the command line",
                        text -> text.replace("\"BucketSuffix\"", "\"Stage\"")),
                Map.entry("CorsOrigin is 'ftp://x', expected https?://",
                        text -> text.replace("https://studio.example.com", "ftp://x")),
                Map.entry("LogRetentionDays is '91', expected one of: 1 3 7", text -> text.replace("\"90\"", "\"91\"")))
                .entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void parametersFile(String words, java.util.function.UnaryOperator<String> spoil) {
        stage.parameters(spoil);

        assertRefused(stage.deploy("--yes"), 11, words);
        assertThat(aws.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--colour", "--yes --poll soon", "--dirty --yes", "--parameters"})
    void options_wrong_areUsageFaults(String options) {
        var ran = stage.deploy(Stage.NAME, List.of((options + " ").split(" ")));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--help");
    }
}
