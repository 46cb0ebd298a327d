package io.crealia.deploy;

import java.net.URI;
import java.nio.file.Path;

/** An account in which everything is as it should be; a test then spoils one thing. */
final class Scenario {
    static final String BUCKET = "crealia-artifacts-123456789012";
    static final String CHANGE_SET = "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/one";
    private static final String ABSENT = "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id crealia-example does not exist";
    private static final String NO_OBJECT = "An error occurred (404) when calling the HeadObject operation: Not Found";

    private Scenario() {}

    /** A stage that runs a release already: two functions, a queue, a cluster to take a snapshot of. */
    static AwsStub running(Stage stage, URI api) {
        var aws = stage.aws();
        account(aws);
        aws.on("^cloudformation describe-stacks .*StackStatus").answers("UPDATE_COMPLETE");
        aws.on("^cloudformation describe-stacks .*Outputs").answers(api.toString());
        aws.on("^cloudformation describe-stacks .*Parameters").answers("""
                [{"ParameterKey": "Stage", "ParameterValue": "example"}]""");
        aws.on("^cloudformation list-stack-resources .*Lambda::Function").answersRow("crealia-example-health-api",
                "crealia-example-uploads-api");
        aws.on("^lambda get-alias .*health-api").answers("7");
        aws.on("^lambda get-alias .*uploads-api").answers("12");
        aws.on("^cloudformation get-template ").answers(Stage.read(stage.project().resolve("template.yaml")));
        aws.on("^docdb create-db-cluster-snapshot ").answers("creating");
        aws.on("^docdb describe-db-cluster-snapshots ").answers("available");
        return release(aws);
    }

    /** A stage that is deployed for the first time. */
    static AwsStub empty(Stage stage, URI api) {
        var aws = stage.aws();
        account(aws);
        aws.on("^cloudformation describe-stacks .*StackStatus").answers("CREATE_COMPLETE");
        aws.on("^cloudformation describe-stacks .*StackStatus").times(1).fails(ABSENT);
        aws.on("^cloudformation describe-stacks .*Outputs").answers(api.toString());
        aws.on("^s3api head-bucket .*crealia-example-").fails(
                "An error occurred (404) when calling the HeadBucket operation: Not Found");
        return release(aws);
    }

    /** Lets {@code describe-change-set} show these rows of action, logical id, type, replacement, policy. */
    static void changes(AwsStub aws, String... rows) {
        aws.on("^cloudformation describe-change-set .*Changes").answers(String.join("\n", rows));
    }

    static String change(String action, String id, String type, String replacement) {
        return String.join("\t", action, id, type, replacement, "None");
    }

    /** Puts the files of a rollback point where {@code rollback} looks for them. */
    static void rollbackPoint(AwsStub aws, Path template) {
        aws.on("^s3api get-object .*last-release").writes("20260101T000000Z-abcdef1");
        aws.on("^s3api get-object .*releases/20260101T000000Z-abcdef1/aliases").writes(
                "crealia-example-health-api\t6\ncrealia-example-uploads-api\t12\n");
        aws.on("^s3api get-object .*previous-template.yaml").writes(Stage.read(template));
        aws.on("^s3api get-object .*previous-parameters.json").writes("[]");
    }

    private static void account(AwsStub aws) {
        aws.on("^sts get-caller-identity").answersRow(Stage.ACCOUNT,
                "arn:aws:sts::123456789012:assumed-role/deployer/ada");
        aws.on("^s3api head-bucket .*" + BUCKET).answers("{}");
        aws.on("^s3api get-bucket-location ").answers("eu-central-1");
        aws.on("^s3api get-bucket-versioning ").answers("Enabled");
        aws.on("^s3api get-bucket-encryption ").answers("AES256");
        aws.on("^secretsmanager describe-secret ").answersRow("None", "{\"v1\":[\"AWSCURRENT\"]}", "None");
        aws.on("^cognito-idp describe-user-pool ").answers("creators");
        aws.on("^lambda get-account-settings ").answersRow("1000", "1000", "80530636800", "1000000");
        aws.on("^apigateway get-account ").answersRow("arn:aws:iam::123456789012:role/logs", "10000.0");
        aws.on("^s3api head-object .*/lock ").fails(NO_OBJECT);
        aws.on("^s3api (put|delete)-object ").answers("{}");
    }

    private static AwsStub release(AwsStub aws) {
        aws.on("^cloudformation package ").packages();
        aws.on("^cloudformation validate-template ").answers("Crealia");
        aws.on("^cloudformation create-change-set ").answers(CHANGE_SET);
        aws.on("^cloudformation describe-change-set .*StatusReason").answersRow("CREATE_COMPLETE", "None");
        changes(aws, change("Modify", "UploadsApi", "AWS::Lambda::Function", "False"),
                change("Modify", "UploadsApiRole", "AWS::IAM::Role", "False"));
        aws.on("^cloudformation (execute|delete)-change-set ").answers("");
        aws.on("^cloudformation describe-stack-events ").answersRow("e1", "UploadsApi", "UPDATE_COMPLETE");
        return aws;
    }
}
