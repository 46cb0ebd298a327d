package io.crealia.architecture.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.architecture.template.Rule.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Faults planted into a copy of the template, one at a time. Each is caught by the rule that is named here, and by no other. */
class SeededTemplateFaultsTest {
    private static final TemplateTree TEMPLATE = TemplateTree.read(TemplateRulesTest.FILE);

    /**
     * @param says what went wrong
     * @param rules names of exactly those rules that report it
     */
    private record Fault(String says, Set<String> rules, Consumer<Editor> plant) {
        static Fault of(String says, String rule, Consumer<Editor> plant) {
            return new Fault(says, Set.of(rule), plant);
        }
    }

    /** Changes a template by paths such as {@code UploadsApi.Properties.Timeout}, below Resources. */
    private record Editor(ObjectNode root) {
        ObjectNode at(String path) {
            JsonNode node = root.path("Resources");
            for (var step : path.isEmpty() ? new String[0] : path.split("/")) {
                node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
            }
            assertThat(node.isObject()).as(path).isTrue();
            return (ObjectNode) node;
        }

        ObjectNode properties(String id) {
            return at(id + "/Properties");
        }

        ArrayNode list(String path, String name) {
            var list = at(path).path(name);
            assertThat(list.isArray()).as(path).isTrue();
            return (ArrayNode) list;
        }

        ObjectNode event(String function, String name) {
            return at(function + "/Properties/Events/" + name + "/Properties");
        }

        ObjectNode globals() {
            return (ObjectNode) root.path("Globals").path("Function");
        }

        /** The first statement of a role's own policy that has this name. */
        ObjectNode statement(String role, String sid) {
            for (var statement : at(role + "/Properties/Policies/0/PolicyDocument").path("Statement")) {
                if (statement.path("Sid").asText().equals(sid)) {
                    return (ObjectNode) statement;
                }
            }
            throw new AssertionError("no statement " + sid + " in " + role);
        }

        void drop(String path, String name) {
            assertThat(at(path).remove(name)).as(path + "/" + name).isNotNull();
        }
    }

    private static final List<Fault> FAULTS = Stream
            .of(schema(), functions(), environment(), queues(), api(), buckets(), access()).flatMap(List::stream)
            .toList();

    private static List<Fault> schema() {
        return List.of(
                Fault.of("property misspelt", "known-property",
                        edit -> edit.properties("UploadsApi").put("TimeOut", 29)),
                Fault.of("property of an event misspelt", "known-property",
                        edit -> edit.event("UploadsSweeper", "Tick").put("Retries", 3)),
                Fault.of("type misspelt", "known-type", edit -> edit.at("DataKeyAlias").put("Type", "AWS::KMS::Alais")),
                Fault.of("too many resources", "resource-count", edit -> {
                    for (var i = 0; i < 200; i++) {
                        edit.at("").set("More" + i, edit.at("DataKeyAlias").deepCopy());
                    }
                }),
                Fault.of("!Ref Fn.Alias", "generated-id",
                        edit -> edit.properties("DataKeyAlias").putObject("TargetKeyId").put("Ref",
                                "UploadsApi.Alias")),
                Fault.of("!Ref Fn.Version", "generated-id",
                        edit -> edit.properties("DataKeyAlias").putObject("TargetKeyId").put("Ref",
                                "UploadsApi.Version")),
                Fault.of("id that SAM generates", "generated-id",
                        edit -> edit.properties("DataKeyAlias").putObject("TargetKeyId").put("Ref",
                                "UploadsApiAliaslive")),
                Fault.of("!Ref of nothing", "reference-exists",
                        edit -> edit.properties("DataKeyAlias").putObject("TargetKeyId").put("Ref", "DataKye")),
                Fault.of("condition of nothing", "reference-exists",
                        edit -> edit.at("DataKeyAlias").put("Condition", "UseDataKye")),
                Fault.of("parameter that is not used", "parameter-used",
                        edit -> ((ObjectNode) edit.root().path("Parameters")).putObject("Stray").put("Type", "String")
                                .put("Default", "")));
    }

    private static List<Fault> functions() {
        return List.of(
                Fault.of("function's name", "function-name",
                        edit -> edit.properties("HealthApi").putObject("FunctionName").put("Fn::Sub",
                                "crealia-${Stage}-health")),
                Fault.of("zip of another module", "code-uri",
                        edit -> edit.properties("HealthApi").put("CodeUri",
                                "functions/uploads/target/crealia-uploads.zip")),
                Fault.of("one zip for all", "code-uri",
                        edit -> edit.globals().put("CodeUri", "functions/uploads/target/crealia-uploads.zip")),
                Fault.of("handler misspelt", "handler-exists",
                        edit -> edit.properties("UploadsApi").put("Handler", "io.crealia.uploads.UploadApiHandler")),
                Fault.of("handler of another trigger", "handler-exists",
                        edit -> edit.properties("UploadsSweeper").put("Handler",
                                "io.crealia.uploads.ObjectCreatedHandler")),
                Fault.of("older runtime", "runtime", edit -> edit.properties("UploadsApi").put("Runtime", "java21")),
                Fault.of("one function on x86", "architecture",
                        edit -> edit.properties("PlaybackApi").putArray("Architectures").add("x86_64")),
                Fault.of("SnapStart off for one", "snap-start",
                        edit -> edit.properties("PlaybackApi").putObject("SnapStart").put("ApplyOn", "None")),
                Fault.of("SnapStart off for all", "snap-start", edit -> edit.globals().remove("SnapStart")),
                Fault.of("another alias", "alias-live",
                        edit -> edit.properties("PlaybackApi").put("AutoPublishAlias", "prod")),
                Fault.of("alias misses changes of settings", "alias-live",
                        edit -> edit.globals().put("AutoPublishAliasAllProperties", false)),
                Fault.of("no traces", "tracing", edit -> edit.globals().put("Tracing", "PassThrough")),
                Fault.of("too little memory", "memory", edit -> edit.properties("PlaybackApi").put("MemorySize", 128)),
                Fault.of("timeout above API Gateway's 29 s", "timeout",
                        edit -> edit.properties("PlaybackApi").put("Timeout", 30)),
                Fault.of("log group of another function", "log-group",
                        edit -> edit.properties("HealthApi").putObject("LoggingConfig").putObject("LogGroup").put("Ref",
                                "DocsApiLogs")),
                Fault.of("log group without retention", "log-retention",
                        edit -> edit.drop("DocsApiLogs/Properties", "RetentionInDays")),
                Fault.of("RecursiveLoop missing", "recursive-loop",
                        edit -> edit.drop("WorkflowOnFact/Properties", "RecursiveLoop")),
                Fault.of("RecursiveLoop where no loop is", "recursive-loop",
                        edit -> edit.properties("UploadsOnObjectCreated").put("RecursiveLoop", "Allow")),
                new Fault("DeploymentPreference.Enabled: !If", Set.of("deployment-preference", "known-property"),
                        edit -> edit.at("UploadsApi/Properties/DeploymentPreference").putObject("Enabled")
                                .putArray("Fn::If").add("CanaryRollout").add(true).add(false)),
                Fault.of("canary without an alarm", "deployment-preference",
                        edit -> edit.drop("UploadsApi/Properties/DeploymentPreference", "Alarms")));
    }

    private static List<Fault> environment() {
        return List.of(
                Fault.of("variable missing", "environment-required",
                        edit -> edit.drop("UploadsApi/Properties/Environment/Variables", "CREALIA_AUTH_ISSUER")),
                Fault.of("queue that the code is not told of", "environment-access",
                        edit -> edit.drop("AssetsOnFact/Properties/Environment/Variables",
                                "CREALIA_PRIVACY_QUEUE_URL")),
                Fault.of("queue that the role may not send to", "environment-access",
                        edit -> edit.at("WorkflowApi/Properties/Environment/Variables")
                                .putObject("CREALIA_STEPS_QUEUE_URL").put("Ref", "PrivacyRequestsQueue")),
                new Fault("variable misspelt", Set.of("environment-access", "environment-known"), edit -> {
                    edit.drop("WorkflowOnFact/Properties/Environment/Variables", "CREALIA_STEPS_QUEUE_URL");
                    edit.at("WorkflowOnFact/Properties/Environment/Variables").put("CREALIA_STEP_QUEUE_URL", "x");
                }),
                Fault.of("variable of another module", "environment-known",
                        edit -> edit.at("UploadsApi/Properties/Environment/Variables").put("CREALIA_PRIVACY_SETTLE",
                                "PT5M")),
                Fault.of("secret in a variable", "secret-in-environment",
                        edit -> edit.at("UploadsApi/Properties/Environment/Variables").put("CREALIA_MONGO_DATABASE",
                                "mongodb://crealia:hunter2@example.com")),
                new Fault("secret by dynamic reference", Set.of("secret-in-environment", "parameter-used"),
                        edit -> ((ObjectNode) edit.globals().path("Environment").path("Variables"))
                                .put("CREALIA_MONGO_DATABASE", "{{resolve:secretsmanager:mongo}}")));
    }

    private static List<Fault> queues() {
        return List.of(
                Fault.of("visibility below six timeouts", "queue-visibility",
                        edit -> edit.properties("UploadEventsQueue").put("VisibilityTimeout", 300)),
                Fault.of("longer timeout, same visibility", "queue-visibility",
                        edit -> edit.properties("AiOnEnrich").put("Timeout", 600)),
                Fault.of("batch window that visibility does not cover", "queue-visibility",
                        edit -> edit.event("WorkflowOnFact", "Facts").put("MaximumBatchingWindowInSeconds", 300)),
                Fault.of("large batch without a window", "batch-window",
                        edit -> edit.event("WorkflowOnFact", "Facts").put("BatchSize", 100)),
                // The queue that is left over is no longer anybody's dead letters.
                new Fault("dead letters missing", Set.of("queue-dead-letters", "queue-name"),
                        edit -> edit.drop("EnrichStepsQueue/Properties", "RedrivePolicy")),
                Fault.of("one attempt", "queue-dead-letters",
                        edit -> edit.at("EnrichStepsQueue/Properties/RedrivePolicy").put("maxReceiveCount", 1)),
                Fault.of("dead letters forgotten", "dead-letters-retention",
                        edit -> edit.properties("EnrichStepsDeadLetters").put("MessageRetentionPeriod", 345_600)),
                Fault.of("plain queue", "queue-encryption",
                        edit -> edit.properties("AssetFactsQueue").put("SqsManagedSseEnabled", false)),
                Fault.of("TLS-only policy of queues dropped", "queue-policy",
                        edit -> edit.list("QueuesPolicy/Properties/PolicyDocument", "Statement").remove(0)),
                Fault.of("queue without a policy", "queue-policy",
                        edit -> edit.list("QueuesPolicy/Properties", "Queues").remove(0)),
                Fault.of("any bucket may write", "queue-policy",
                        edit -> edit.drop("UploadEventsQueuePolicy/Properties/PolicyDocument/Statement/0",
                                "Condition")),
                Fault.of("queue's name", "queue-name",
                        edit -> edit.properties("AssetFactsQueue").putObject("QueueName").put("Fn::Sub",
                                "assets-${Stage}")),
                new Fault("event for a queue that does not exist",
                        Set.of("event-target", "reference-exists", "iam-own-logs", "recursive-loop"),
                        edit -> edit.event("WorkflowOnFact", "Facts").putObject("Queue").putArray("Fn::GetAtt")
                                .add("WorkflowFactQueue").add("Arn")),
                Fault.of("Put misses multipart uploads", "event-target",
                        edit -> edit.at("IncomingBucket/Properties/NotificationConfiguration/QueueConfigurations/0")
                                .put("Event", "s3:ObjectCreated:Put")),
                Fault.of("ReportBatchItemFailures dropped", "batch-failures",
                        edit -> edit.event("WorkflowOnFact", "Facts").remove("FunctionResponseTypes")),
                Fault.of("no bound on concurrency", "maximum-concurrency",
                        edit -> edit.event("WorkflowOnFact", "Facts").remove("ScalingConfig")),
                new Fault("MaximumConcurrency with provisioned pollers",
                        Set.of("provisioned-pollers", "known-property"),
                        edit -> edit.event("WorkflowOnFact", "Facts").putObject("ProvisionedPollerConfig")
                                .put("MinimumPollers", 2)),
                Fault.of("schedule without dead letters", "schedule-dead-letters",
                        edit -> edit.event("UploadsSweeper", "Tick").remove("DeadLetterConfig")),
                Fault.of("failed tick is lost", "schedule-dead-letters",
                        edit -> edit.drop("UploadsSweeper/Properties/EventInvokeConfig", "DestinationConfig")),
                Fault.of("schedule's name", "schedule-name",
                        edit -> edit.event("UploadsSweeper", "Tick").put("Name", "sweeper")),
                new Fault("rule without dead letters", Set.of("rule-dead-letters", "queue-name"),
                        edit -> edit.drop("TranscodingJobStateRule/Properties/Targets/0", "DeadLetterConfig")),
                Fault.of("rule without a bound on attempts", "rule-dead-letters",
                        edit -> edit.drop("TranscriptionStateRule/Properties/Targets/0", "RetryPolicy")));
    }

    private static List<Fault> api() {
        return List.of(
                Fault.of("authoriser removed from a route", "route-authorizer",
                        edit -> edit.at("AssetsApi/Properties/Events/Get/Properties/Auth").put("Authorizer", "NONE")),
                Fault.of("scope dropped", "route-scope",
                        edit -> edit.drop("AssetsApi/Properties/Events/Get/Properties/Auth", "AuthorizationScopes")),
                Fault.of("weaker scope", "route-scope",
                        edit -> edit.at("AssetsApi/Properties/Events/Delete/Properties/Auth")
                                .putArray("AuthorizationScopes").addObject()
                                .put("Fn::Sub", "${AuthAudience}/assets:read")),
                new Fault("duplicate route", Set.of("route-unique"),
                        edit -> edit.at("DocsApi/Properties/Events").set("Again",
                                edit.at("HealthApi/Properties/Events/Live").deepCopy())),
                Fault.of("route that nobody documented", "route-documented",
                        edit -> edit.event("DocsApi", "Page").put("Path", "/v1/manual")),
                Fault.of("body that nobody looks at", "request-validation",
                        edit -> edit.event("UploadsApi", "Start").remove("RequestModel")),
                Fault.of("open by default", "api-authorizer",
                        edit -> edit.drop("Api/Properties/Auth", "DefaultAuthorizer")),
                Fault.of("CORS *", "api-cors", edit -> edit.at("Api/Properties/Cors").put("AllowOrigin", "'*'")),
                Fault.of("no throttling", "api-throttling",
                        edit -> edit.drop("Api/Properties/MethodSettings/0", "ThrottlingRateLimit")),
                Fault.of("bodies in traces", "api-throttling",
                        edit -> edit.at("Api/Properties/MethodSettings/0").put("DataTraceEnabled", true)),
                Fault.of("no compression", "api-compression",
                        edit -> edit.drop("Api/Properties", "MinimumCompressionSize")),
                Fault.of("addresses in the access log", "api-access-logs",
                        edit -> edit.at("Api/Properties/AccessLogSetting").put("Format",
                                "{\"id\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\"}")),
                Fault.of("API Gateway's own words", "api-answers",
                        edit -> edit.drop("Api/Properties/GatewayResponses", "BAD_REQUEST_BODY")));
    }

    private static List<Fault> buckets() {
        return List.of(
                Fault.of("public bucket", "bucket-closed",
                        edit -> edit.at("MediaBucket/Properties/PublicAccessBlockConfiguration")
                                .put("RestrictPublicBuckets", false)),
                Fault.of("bucket that access lists open", "bucket-closed",
                        edit -> edit.drop("MediaBucket/Properties", "OwnershipControls")),
                Fault.of("bucket without the key", "bucket-encrypted",
                        edit -> edit.at("MediaBucket/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0")
                                .putObject("ServerSideEncryptionByDefault").put("SSEAlgorithm", "AES256")),
                Fault.of("TLS-only policy of a bucket dropped", "bucket-tls",
                        edit -> edit.list("MediaBucketPolicy/Properties/PolicyDocument", "Statement").remove(0)),
                Fault.of("TLS-only policy for the bucket, not its objects", "bucket-tls",
                        edit -> edit.list("MediaBucketPolicy/Properties/PolicyDocument/Statement/0", "Resource")
                                .remove(1)),
                Fault.of("abandoned parts are kept", "bucket-lifecycle",
                        edit -> edit.drop("MediaBucket/Properties/LifecycleConfiguration/Rules/0",
                                "AbortIncompleteMultipartUpload")),
                Fault.of("bucket goes with its stack", "bucket-retained",
                        edit -> edit.at("MediaBucket").put("DeletionPolicy", "Delete")),
                Fault.of("CORS * may write", "bucket-cors",
                        edit -> edit.list("MediaBucket/Properties/CorsConfiguration/CorsRules/0", "AllowedMethods")
                                .add("PUT")),
                Fault.of("bucket's name", "bucket-name",
                        edit -> edit.properties("MediaBucket").putObject("BucketName").put("Fn::Sub",
                                "crealia-${Stage}-media")),
                Fault.of("KMS rotation off", "key-rotation",
                        edit -> edit.properties("DataKey").put("EnableKeyRotation", false)));
    }

    private static List<Fault> access() {
        return List.of(
                new Fault("wildcard action", Set.of("iam-wildcard-action", "iam-allowed-action", "iam-key"),
                        edit -> edit.statement("PlaybackApiRole", "ReadPlaylistsAndSignSegments").put("Action",
                                "s3:Get*")),
                Fault.of("wildcard resource", "iam-wildcard-resource",
                        edit -> edit.statement("PlaybackApiRole", "ReadPlaylistsAndSignSegments").put("Resource", "*")),
                Fault.of("one action too many", "iam-allowed-action",
                        edit -> edit.statement("PlaybackApiRole", "SeeMissingObjects").put("Action",
                                "s3:DeleteObject")),
                Fault.of("statement without a Sid", "iam-sid",
                        edit -> edit.statement("PlaybackApiRole", "SeeMissingObjects").remove("Sid")),
                new Fault("two functions, one role", Set.of("role-own"),
                        edit -> edit.properties("PlaybackApi").putObject("Role").putArray("Fn::GetAtt")
                                .add("AssetsApiRole").add("Arn")),
                Fault.of("role that another service may take", "role-trust",
                        edit -> edit.at("PlaybackApiRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal")
                                .put("Service", "ec2.amazonaws.com")),
                Fault.of("AWS's own policy", "iam-managed-policy",
                        edit -> edit.list("PlaybackApiRole/Properties", "ManagedPolicyArns")
                                .add("arn:aws:iam::aws:policy/AmazonS3FullAccess")),
                Fault.of("VPC without network interfaces", "iam-managed-policy",
                        edit -> edit.list("PlaybackApiRole/Properties", "ManagedPolicyArns").remove(1)),
                Fault.of("another function's logs", "iam-own-logs",
                        edit -> edit.statement("PlaybackApiRole", "WriteLogs").putObject("Resource")
                                .putArray("Fn::GetAtt").add("AssetsApiLogs").add("Arn")),
                Fault.of("role handed to anybody", "iam-pass-role",
                        edit -> edit.statement("TranscodingOnStepRole", "PassRoleToMediaConvert").remove("Condition")),
                Fault.of("objects without their key", "iam-key",
                        edit -> edit.list("PlaybackApiRole/Properties", "ManagedPolicyArns").remove(2)),
                Fault.of("key for everything", "iam-key",
                        edit -> edit.drop("DataKeyWrite/Properties/PolicyDocument/Statement/0", "Condition")));
    }

    @TestFactory
    Stream<DynamicTest> fault_eachPlanted_isCaughtByItsRule() {
        return FAULTS.stream().map(fault -> dynamicTest(fault.says(), () -> {
            var mutated = TEMPLATE.copy();
            fault.plant().accept(new Editor(mutated.root()));
            assertThat(mutated.root()).as("the fault changes something").isNotEqualTo(TEMPLATE.root());

            var findings = TemplateRules.findings(mutated);

            assertThat(findings).extracting(Finding::rule).as(findings.toString())
                    .containsOnly(fault.rules().toArray(String[]::new));
        }));
    }

    @Test
    void faults_breakEveryRule() {
        var broken = FAULTS.stream().flatMap(fault -> fault.rules().stream()).collect(Collectors.toSet());

        assertThat(FAULTS).hasSizeGreaterThanOrEqualTo(60);
        assertThat(TemplateRules.ALL).extracting(Rule::name).allMatch(broken::contains);
    }
}
