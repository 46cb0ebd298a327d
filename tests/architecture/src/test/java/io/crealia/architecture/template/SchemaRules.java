package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.architecture.template.Rule.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A closed schema: the properties that this template uses, and no other. Names are AWS's; a property that is missing here is
 * either a spelling mistake or a decision that belongs into this list.
 */
final class SchemaRules {
    static final List<Rule> ALL = List.of(
            new Rule("known-type", "Every resource is of a type that is listed here", SchemaRules::types),
            new Rule("known-property", "Every property is one that is listed here", SchemaRules::properties),
            new Rule("resource-count", "After SAM's expansion the stack stays below CloudFormation's 500 resources",
                    (template, report) -> report.unless(ExpandedResources.count(template) <= ExpandedResources.BUDGET,
                            "Resources", "expands to " + ExpandedResources.count(template) + ", more than "
                                    + ExpandedResources.BUDGET)));

    /** What a resource may say beside its properties. */
    private static final Set<String> ATTRIBUTES = Set.of("Type", "Properties", "Condition", "DependsOn",
            "DeletionPolicy", "UpdateReplacePolicy");
    private static final Set<String> FUNCTION = Set.of("FunctionName", "Description", "CodeUri", "Handler", "Runtime",
            "Architectures", "MemorySize", "Timeout", "AutoPublishAlias", "AutoPublishAliasAllProperties", "SnapStart",
            "Tracing", "LoggingConfig", "VpcConfig", "Environment", "Role", "Events", "EventInvokeConfig",
            "RecursiveLoop", "DeploymentPreference", "EphemeralStorage", "ReservedConcurrentExecutions");
    private static final Map<String, Set<String>> TYPES = Map.ofEntries(Map.entry(TemplateTree.FUNCTION, FUNCTION),
            Map.entry(TemplateTree.API,
                    Set.of("Name", "StageName", "OpenApiVersion", "EndpointConfiguration", "DisableExecuteApiEndpoint",
                            "TracingEnabled", "MinimumCompressionSize", "Models", "Cors", "Auth", "GatewayResponses",
                            "AccessLogSetting", "MethodSettings")),
            Map.entry(TemplateTree.QUEUE,
                    Set.of("QueueName", "VisibilityTimeout", "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds",
                            "SqsManagedSseEnabled", "RedrivePolicy")),
            Map.entry("AWS::SQS::QueuePolicy", Set.of("Queues", "PolicyDocument")),
            Map.entry(TemplateTree.BUCKET,
                    Set.of("BucketName", "BucketEncryption", "OwnershipControls", "PublicAccessBlockConfiguration",
                            "CorsConfiguration", "LifecycleConfiguration", "NotificationConfiguration",
                            "VersioningConfiguration")),
            Map.entry("AWS::S3::BucketPolicy", Set.of("Bucket", "PolicyDocument")),
            Map.entry(TemplateTree.ROLE, Set.of("AssumeRolePolicyDocument", "ManagedPolicyArns", "Policies")),
            Map.entry("AWS::IAM::ManagedPolicy", Set.of("Description", "PolicyDocument")),
            Map.entry("AWS::Logs::LogGroup", Set.of("LogGroupName", "RetentionInDays")),
            Map.entry("AWS::Events::Rule", Set.of("Name", "Description", "EventPattern", "Targets")),
            Map.entry("AWS::CloudWatch::Alarm",
                    Set.of("AlarmName", "AlarmDescription", "Namespace", "MetricName", "Dimensions", "Statistic",
                            "Period", "EvaluationPeriods", "Threshold", "ComparisonOperator", "TreatMissingData")),
            Map.entry("AWS::KMS::Key",
                    Set.of("Description", "EnableKeyRotation", "PendingWindowInDays", "KeyPolicy")),
            Map.entry("AWS::KMS::Alias", Set.of("AliasName", "TargetKeyId")),
            Map.entry("AWS::MediaConvert::Queue", Set.of("Name", "PricingPlan")),
            Map.entry("AWS::ApiGateway::Account", Set.of("CloudWatchRoleArn")));
    /** Maps inside functions, by the path below the function. */
    private static final Map<String, Set<String>> INSIDE_FUNCTION = Map.of("SnapStart", Set.of("ApplyOn"),
            "LoggingConfig", Set.of("LogFormat", "ApplicationLogLevel", "SystemLogLevel", "LogGroup"), "Environment",
            Set.of("Variables"), "EventInvokeConfig",
            Set.of("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"), "DeploymentPreference",
            Set.of("Type", "Alarms"), "EphemeralStorage", Set.of("Size"));
    private static final Map<String, Set<String>> EVENTS = Map.of("Api",
            Set.of("RestApiId", "Path", "Method", "Auth", "RequestModel"), "SQS",
            Set.of("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig", "MaximumBatchingWindowInSeconds"),
            "Schedule", Set.of("Name", "Schedule", "RetryPolicy", "DeadLetterConfig", "Description"));
    private static final Map<String, Set<String>> INSIDE_EVENT = Map.of("Auth",
            Set.of("Authorizer", "AuthorizationScopes"), "RequestModel",
            Set.of("Model", "Required", "ValidateBody", "ValidateParameters"), "ScalingConfig",
            Set.of("MaximumConcurrency"), "RetryPolicy", Set.of("MaximumRetryAttempts", "MaximumEventAgeInSeconds"),
            "DeadLetterConfig", Set.of("Arn"));
    private static final Map<String, Set<String>> INSIDE_API = Map.of("EndpointConfiguration", Set.of("Type"), "Cors",
            Set.of("AllowOrigin", "AllowHeaders", "MaxAge"), "Auth",
            Set.of("DefaultAuthorizer", "AddDefaultAuthorizerToCorsPreflight", "Authorizers"), "AccessLogSetting",
            Set.of("DestinationArn", "Format"));

    private SchemaRules() {}

    private static void types(TemplateTree template, Report report) {
        template.root().path("Resources").properties().forEach(each -> {
            var type = each.getValue().path("Type").asText();
            report.unless(TYPES.containsKey(type), each.getKey(), "no type that is listed: " + type);
        });
    }

    private static void properties(TemplateTree template, Report report) {
        only(report, "Globals", template.root().path("Globals"), Set.of("Function"));
        only(report, "Globals.Function", template.globals(), FUNCTION);
        inside(report, "Globals.Function", template.globals(), INSIDE_FUNCTION);
        template.root().path("Resources").properties().forEach(each -> {
            only(report, each.getKey(), each.getValue(), ATTRIBUTES);
            var known = TYPES.get(each.getValue().path("Type").asText());
            if (known != null) {
                only(report, each.getKey(), each.getValue().path("Properties"), known);
            }
        });
        template.ofType(TemplateTree.FUNCTION).forEach((id, function) -> {
            inside(report, id, function, INSIDE_FUNCTION);
            function.path("Events").properties().forEach(event -> event(report, id + "." + event.getKey(),
                    event.getValue()));
        });
        template.ofType(TemplateTree.API).forEach((id, api) -> {
            inside(report, id, api, INSIDE_API);
            api.path("GatewayResponses").properties().forEach(response -> only(report, id + "." + response.getKey(),
                    response.getValue(), Set.of("StatusCode", "ResponseParameters", "ResponseTemplates")));
        });
    }

    private static void event(Report report, String where, JsonNode event) {
        only(report, where, event, Set.of("Type", "Properties"));
        var known = EVENTS.get(event.path("Type").asText());
        if (known == null) {
            report.found(where, "no kind of event that is listed: " + event.path("Type").asText());
            return;
        }
        only(report, where, event.path("Properties"), known);
        inside(report, where, event.path("Properties"), INSIDE_EVENT);
    }

    private static void inside(Report report, String where, JsonNode node, Map<String, Set<String>> maps) {
        maps.forEach((name, known) -> only(report, where + "." + name, node.path(name), known));
    }

    private static void only(Report report, String where, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(
                name -> report.unless(known.contains(name), where + "." + name, "is not a property that is listed"));
    }
}
