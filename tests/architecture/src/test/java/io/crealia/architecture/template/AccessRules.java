package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.architecture.template.Rule.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Who may do what. */
final class AccessRules {
    /** Statements whose resource is everything, and why it cannot be less. */
    private static final Map<String, String> EVERY_RESOURCE = Map.of("FunctionTracing.SendTraces",
            "X-Ray knows no resources", "FunctionNetwork.NetworkInterfaces",
            "a network interface has no ARN before Lambda makes it", "FunctionNetwork.NotFromTheCode",
            "it denies the code what Lambda is allowed", "TranscodingOnStepRole.Probe",
            "MediaConvert's Probe knows no resources");
    /** AWS's own policies that are used all the same, and by whom. */
    private static final Map<String, String> AWS_POLICIES = Map.of("ApiGatewayAccountRole",
            "service-role/AmazonAPIGatewayPushToCloudWatchLogs");

    static final List<Rule> ALL = List.of(
            new Rule("role-own", "A function has a role of its own, and no other has it", AccessRules::roles),
            new Rule("role-trust", "A role is taken by the one service that it is for", AccessRules::trust),
            new Rule("iam-sid", "Every statement has a name, once in its policy", AccessRules::sids),
            new Rule("iam-wildcard-action", "No role may do everything of a service", AccessRules::wildcardActions),
            new Rule("iam-wildcard-resource", "No role may do something to everything, without a reason that is stated",
                    AccessRules::wildcardResources),
            new Rule("iam-allowed-action", "A function may do what its ports do, and nothing else",
                    AccessRules::allowedActions),
            new Rule("iam-managed-policy", "Policies are written here: AWS's own allow more than is needed",
                    AccessRules::managedPolicies),
            new Rule("iam-own-logs", "A function writes its own logs, and takes messages of its own queues only",
                    AccessRules::ownThings),
            new Rule("iam-pass-role", "A role is handed to one service only", AccessRules::passRole),
            new Rule("iam-key", "Whoever reads or writes objects may use their key, through S3", AccessRules::keys));

    private AccessRules() {}

    /** All statements of a function's own role. */
    static List<JsonNode> statements(TemplateTree template, String function) {
        var statements = new ArrayList<JsonNode>();
        template.properties(function + "Role").path("Policies")
                .forEach(policy -> policy.path("PolicyDocument").path("Statement").forEach(statements::add));
        return statements;
    }

    /** Whether a statement of a resource's policy denies everybody everything without TLS. */
    static boolean refusesPlainHttp(JsonNode statement, String everything) {
        return statement.path("Effect").asText().equals("Deny") && statement.path("Principal").asText().equals("*")
                && TemplateTree.texts(statement.path("Action")).equals(List.of(everything))
                && statement.path("Condition").path("Bool").path("aws:SecureTransport").asText().equals("false");
    }

    /** Every statement that a role gets, with the id of the role or policy. */
    private static void identityStatements(TemplateTree template, BiConsumer<String, JsonNode> visitor) {
        template.ofType(TemplateTree.ROLE).forEach((id, role) -> role.path("Policies").forEach(policy -> policy
                .path("PolicyDocument").path("Statement").forEach(statement -> visitor.accept(id, statement))));
        template.ofType("AWS::IAM::ManagedPolicy").forEach((id, policy) -> policy.path("PolicyDocument")
                .path("Statement").forEach(statement -> visitor.accept(id, statement)));
    }

    private static String where(String id, JsonNode statement) {
        return id + "." + statement.path("Sid").asText("?");
    }

    private static void roles(TemplateTree template, Report report) {
        template.ofType(TemplateTree.FUNCTION).forEach((id, function) -> {
            report.unless(template.arnOf(function.path("Role"), TemplateTree.ROLE).filter((id + "Role")::equals)
                    .isPresent(), id + ".Role", "expected !GetAtt " + id + "Role.Arn");
            report.unless(!function.has("Policies"), id + ".Policies", "belongs into " + id + "Role");
        });
    }

    private static void trust(TemplateTree template, Report report) {
        template.ofType(TemplateTree.ROLE).forEach((id, role) -> {
            var statements = role.path("AssumeRolePolicyDocument").path("Statement");
            var service = statements.path(0).path("Principal").path("Service").asText();
            var isFunctions = template.ofType(TemplateTree.FUNCTION).containsKey(id.replaceAll("Role$", ""));
            report.unless(statements.size() == 1 && service.endsWith(".amazonaws.com")
                    && (!isFunctions || service.equals("lambda.amazonaws.com")), id + ".AssumeRolePolicyDocument",
                    "expected one service");
        });
    }

    private static void sids(TemplateTree template, Report report) {
        TemplateTree.walk("", template.root(), (path, node) -> {
            if (path.endsWith(".Statement") && node.isArray()) {
                var seen = new TreeSet<String>();
                node.forEach(statement -> report.unless(
                        statement.path("Sid").asText().matches("[A-Za-z0-9]+")
                                && seen.add(statement.path("Sid").asText()),
                        path, "a statement without a Sid, or with another's"));
            }
        });
    }

    private static void wildcardActions(TemplateTree template, Report report) {
        identityStatements(template, (id, statement) -> {
            report.unless(!statement.has("NotAction") && !statement.has("NotResource"), where(id, statement),
                    "allows all but something");
            TemplateTree.texts(statement.path("Action")).forEach(action -> report.unless(!action.contains("*"),
                    where(id, statement), "expected actions by name, found " + action));
        });
    }

    private static void wildcardResources(TemplateTree template, Report report) {
        identityStatements(template, (id, statement) -> TemplateTree.texts(statement.path("Resource"))
                .forEach(resource -> report.unless(
                        !resource.equals("*") && !resource.contains(":s3:::*")
                                || EVERY_RESOURCE.containsKey(where(id, statement)),
                        where(id, statement), "may do this to everything")));
    }

    private static void allowedActions(TemplateTree template, Report report) {
        template.ofType(TemplateTree.FUNCTION).keySet().forEach(id -> {
            var used = new TreeSet<String>();
            statements(template, id).forEach(statement -> used.addAll(TemplateTree.texts(statement.path("Action"))));
            var allowed = AllowedActions.of(template, id);
            used.stream().filter(action -> !allowed.contains(action))
                    .forEach(action -> report.found(id + "Role", action + " is none of this function's ports"));
            allowed.stream().filter(action -> !used.contains(action))
                    .forEach(action -> report.found(id + "Role", action + " is missing, and a port of it calls it"));
        });
    }

    private static void managedPolicies(TemplateTree template, Report report) {
        template.ofType(TemplateTree.ROLE).forEach((id, role) -> TemplateTree.texts(role.path("ManagedPolicyArns"))
                .forEach(arn -> report.unless(
                        !arn.contains(":policy/") || arn.contains(AWS_POLICIES.getOrDefault(id, "nothing at all")),
                        id + ".ManagedPolicyArns", "AWS's own policy: " + arn)));
        template.ofType(TemplateTree.FUNCTION).keySet().forEach(id -> {
            var arns = template.properties(id + "Role").path("ManagedPolicyArns").toString();
            report.unless(arns.contains("\"FunctionTracing\"") && arns.contains("\"FunctionNetwork\""),
                    id + "Role.ManagedPolicyArns", "expected FunctionTracing, and FunctionNetwork in a VPC");
        });
    }

    private static void ownThings(TemplateTree template, Report report) {
        template.ofType(TemplateTree.FUNCTION).keySet().forEach(id -> {
            var queues = new TreeSet<String>();
            template.events("SQS", id)
                    .forEach(event -> template.arnOf(event.properties().path("Queue")).ifPresent(queues::add));
            statements(template, id).forEach(statement -> {
                var actions = TemplateTree.texts(statement.path("Action"));
                var named = template.arnOf(statement.path("Resource")).map(Set::of).orElse(Set.of());
                if (actions.contains("logs:PutLogEvents")) {
                    report.unless(named.equals(Set.of(id + "Logs")), where(id + "Role", statement),
                            "expected !GetAtt " + id + "Logs.Arn");
                }
                if (actions.contains("sqs:ReceiveMessage")) {
                    report.unless(named.equals(queues), where(id + "Role", statement),
                            "expected the queue of its events " + queues);
                }
            });
        });
    }

    private static void passRole(TemplateTree template, Report report) {
        identityStatements(template, (id, statement) -> report.unless(
                !TemplateTree.texts(statement.path("Action")).contains("iam:PassRole") || statement.path("Condition")
                        .path("StringEquals").path("iam:PassedToService").asText().endsWith(".amazonaws.com"),
                where(id, statement), "expected a condition iam:PassedToService"));
    }

    private static void keys(TemplateTree template, Report report) {
        template.ofType("AWS::IAM::ManagedPolicy").forEach((id, policy) -> policy.path("PolicyDocument")
                .path("Statement").forEach(statement -> report.unless(
                        TemplateTree.texts(statement.path("Action")).stream().noneMatch(each -> each.startsWith("kms:"))
                                || statement.path("Condition").toString().contains("kms:ViaService"),
                        where(id, statement), "expected a condition kms:ViaService")));
        template.ofType(TemplateTree.ROLE).forEach((id, role) -> {
            var policies = role.path("Policies").toString();
            var needed = policies.contains("s3:PutObject")
                    ? "DataKeyWrite"
                    : policies.contains("s3:GetObject") ? "DataKeyRead" : "";
            var had = role.path("ManagedPolicyArns").toString();
            for (var key : List.of("DataKeyWrite", "DataKeyRead")) {
                report.unless(had.contains("\"" + key + "\"") == key.equals(needed), id + ".ManagedPolicyArns",
                        needed.isEmpty() ? "needs no " + key : "expected " + needed);
            }
        });
    }
}
