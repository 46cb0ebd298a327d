package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.architecture.template.Rule.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Queues, who fills them and who reads them; rules and schedules. */
final class QueueRules {
    private static final int FOURTEEN_DAYS = 1_209_600;

    static final List<Rule> ALL = List.of(
            new Rule("event-target", "An event names a queue, API or bucket of the template", QueueRules::targets),
            new Rule("queue-name", "A queue is called crealia-STAGE-..., one of dead letters ends with -dlq",
                    QueueRules::names),
            new Rule("queue-visibility", "A message stays hidden six times as long as its function may run, and the "
                    + "batch window", QueueRules::visibility),
            new Rule("queue-dead-letters", "A queue with a reader has dead letters, after five attempts or more",
                    QueueRules::deadLetters),
            new Rule("dead-letters-retention", "Dead letters are kept for 14 days", QueueRules::retention),
            new Rule("queue-encryption", "Every queue is encrypted", QueueRules::encryption),
            new Rule("queue-policy", "Every queue has one policy, which refuses plain HTTP and names its writers",
                    QueueRules::policies),
            new Rule("batch-failures", "A function says which records of a batch failed", QueueRules::batchFailures),
            new Rule("batch-window", "A batch of more than ten waits for its records", QueueRules::batchWindow),
            new Rule("maximum-concurrency", "A queue takes a share of the account's concurrency, not all",
                    QueueRules::concurrency),
            new Rule("provisioned-pollers", "Maximum concurrency and provisioned pollers exclude each other",
                    QueueRules::pollers),
            new Rule("schedule-name", "A schedule is called as its function", QueueRules::scheduleNames),
            new Rule("schedule-dead-letters", "A tick that could not be handed over, or failed, is kept",
                    QueueRules::scheduleDeadLetters),
            new Rule("rule-dead-letters", "A rule tries again, and keeps what it could not hand over",
                    QueueRules::ruleDeadLetters));

    private QueueRules() {}

    private static Optional<String> queue(TemplateTree template, JsonNode arn) {
        return template.arnOf(arn, TemplateTree.QUEUE);
    }

    private static void targets(TemplateTree template, Report report) {
        template.events("SQS").forEach(event -> report.unless(queue(template, event.properties().path("Queue"))
                .isPresent(), event.where() + ".Queue", "expected !GetAtt of a queue of this template"));
        template.events("Api").forEach(event -> report.unless(
                template.ofType(TemplateTree.API)
                        .containsKey(event.properties().path("RestApiId").path("Ref").asText()),
                event.where() + ".RestApiId", "expected !Ref of the API of this template"));
        template.ofType(TemplateTree.BUCKET).forEach((id, bucket) -> bucket.path("NotificationConfiguration")
                .path("QueueConfigurations").forEach(entry -> {
                    report.unless(queue(template, entry.path("Queue")).isPresent(), id + ".NotificationConfiguration",
                            "expected !GetAtt of a queue of this template");
                    // Put alone would miss multipart uploads.
                    report.unless(entry.path("Event").asText().equals("s3:ObjectCreated:*"),
                            id + ".NotificationConfiguration", "expected s3:ObjectCreated:*");
                }));
        template.ofType("AWS::Events::Rule").forEach((id, rule) -> rule.path("Targets").forEach(target -> report
                .unless(queue(template, target.path("Arn")).isPresent(), id + ".Targets",
                        "expected !GetAtt of a queue of this template")));
    }

    private static void names(TemplateTree template, Report report) {
        var deadLetters = allDeadLetters(template);
        template.ofType(TemplateTree.QUEUE).forEach((id, queue) -> {
            var name = queue.path("QueueName").path("Fn::Sub").asText();
            report.unless(name.matches("crealia-\\$\\{Stage}-[a-z-]+"), id + ".QueueName",
                    "expected !Sub crealia-${Stage}-...");
            report.unless(name.endsWith("-dlq") == deadLetters.contains(id), id + ".QueueName",
                    "-dlq belongs to the names of dead letters and to no other");
        });
    }

    private static Set<String> allDeadLetters(TemplateTree template) {
        var found = new TreeSet<String>();
        TemplateTree.walk("", template.root(), (_, node) -> {
            queue(template, node.path("RedrivePolicy").path("deadLetterTargetArn")).ifPresent(found::add);
            queue(template, node.path("DeadLetterConfig").path("Arn")).ifPresent(found::add);
            queue(template, node.path("OnFailure").path("Destination")).ifPresent(found::add);
        });
        return found;
    }

    private static void visibility(TemplateTree template, Report report) {
        template.events("SQS").forEach(event -> queue(template, event.properties().path("Queue")).ifPresent(id -> {
            var window = event.properties().path("MaximumBatchingWindowInSeconds").asInt(0);
            var least = 6 * template.ofFunction(event.function(), "Timeout").asInt() + window;
            var seconds = template.properties(id).path("VisibilityTimeout").asInt(30);
            report.unless(seconds >= least, id + ".VisibilityTimeout",
                    "expected at least " + least + ", found " + seconds);
        }));
    }

    private static void deadLetters(TemplateTree template, Report report) {
        template.events("SQS").forEach(event -> queue(template, event.properties().path("Queue")).ifPresent(id -> {
            var redrive = template.properties(id).path("RedrivePolicy");
            var target = queue(template, redrive.path("deadLetterTargetArn"));
            report.unless(target.isPresent(), id + ".RedrivePolicy", "expected the Arn of a queue of this template");
            report.unless(redrive.path("maxReceiveCount").asInt() >= 5, id + ".RedrivePolicy",
                    "expected maxReceiveCount of 5 or more");
        }));
    }

    private static void retention(TemplateTree template, Report report) {
        allDeadLetters(template).forEach(id -> report.unless(
                template.properties(id).path("MessageRetentionPeriod").asInt() == FOURTEEN_DAYS,
                id + ".MessageRetentionPeriod", "expected " + FOURTEEN_DAYS));
    }

    private static void encryption(TemplateTree template, Report report) {
        template.ofType(TemplateTree.QUEUE).forEach((id, queue) -> report.unless(
                queue.path("SqsManagedSseEnabled").asBoolean(), id + ".SqsManagedSseEnabled", "expected true"));
    }

    private static void policies(TemplateTree template, Report report) {
        var policyOf = new TreeMap<String, List<String>>();
        template.ofType("AWS::SQS::QueuePolicy").forEach((id, policy) -> {
            policy.path("Queues").forEach(queue -> policyOf
                    .computeIfAbsent(queue.path("Ref").asText(), _ -> new ArrayList<>()).add(id));
            var statements = policy.path("PolicyDocument").path("Statement");
            var tlsOnly = false;
            for (var statement : statements) {
                tlsOnly |= AccessRules.refusesPlainHttp(statement, "sqs:*");
                report.unless(!statement.path("Effect").asText().equals("Allow")
                        || statement.path("Condition").toString().contains("aws:SourceArn"), id,
                        "a service may write only for a source that is named");
            }
            report.unless(tlsOnly, id, "does not refuse plain HTTP");
        });
        template.ofType(TemplateTree.QUEUE).keySet().forEach(id -> report.unless(
                policyOf.getOrDefault(id, List.of()).size() == 1, id,
                "expected one policy, found " + policyOf.getOrDefault(id, List.of())));
    }

    private static void batchFailures(TemplateTree template, Report report) {
        template.events("SQS").forEach(event -> report.unless(
                TemplateTree.texts(event.properties().path("FunctionResponseTypes"))
                        .equals(List.of("ReportBatchItemFailures")),
                event.where() + ".FunctionResponseTypes", "expected [ReportBatchItemFailures]"));
    }

    private static void batchWindow(TemplateTree template, Report report) {
        template.events("SQS").forEach(event -> report.unless(event.properties().path("BatchSize").asInt(10) <= 10
                || event.properties().path("MaximumBatchingWindowInSeconds").asInt(0) > 0,
                event.where() + ".BatchSize", "more than 10 needs MaximumBatchingWindowInSeconds"));
    }

    private static void concurrency(TemplateTree template, Report report) {
        template.events("SQS").forEach(event -> {
            var most = event.properties().path("ScalingConfig").path("MaximumConcurrency").asInt();
            report.unless(most >= 2 && most <= 100, event.where() + ".ScalingConfig",
                    "expected MaximumConcurrency from 2 to 100");
        });
    }

    private static void pollers(TemplateTree template, Report report) {
        template.events("SQS").forEach(event -> report.unless(!event.properties().has("ProvisionedPollerConfig")
                || !event.properties().path("ScalingConfig").has("MaximumConcurrency"),
                event.where() + ".ProvisionedPollerConfig", "stands beside MaximumConcurrency"));
    }

    private static void scheduleNames(TemplateTree template, Report report) {
        template.events("Schedule").forEach(event -> report.unless(event.properties().path("Name").path("Fn::Sub")
                .asText().equals("crealia-${Stage}-" + FunctionRules.kebab(event.function())), event.where() + ".Name",
                "expected !Sub crealia-${Stage}-" + FunctionRules.kebab(event.function())));
    }

    private static void scheduleDeadLetters(TemplateTree template, Report report) {
        template.events("Schedule").forEach(event -> {
            retried(template, report, event.where(), event.properties());
            var invoke = template.properties(event.function()).path("EventInvokeConfig");
            report.unless(queue(template, invoke.path("DestinationConfig").path("OnFailure").path("Destination"))
                    .isPresent(), event.function() + ".EventInvokeConfig", "expected DestinationConfig.OnFailure");
            report.unless(invoke.has("MaximumRetryAttempts") && invoke.has("MaximumEventAgeInSeconds"),
                    event.function() + ".EventInvokeConfig", "expected a bound on attempts and age");
        });
    }

    private static void ruleDeadLetters(TemplateTree template, Report report) {
        template.ofType("AWS::Events::Rule").forEach((id, rule) -> rule.path("Targets")
                .forEach(target -> retried(template, report, id + ".Targets", target)));
    }

    private static void retried(TemplateTree template, Report report, String where, JsonNode target) {
        report.unless(queue(template, target.path("DeadLetterConfig").path("Arn")).isPresent(),
                where + ".DeadLetterConfig", "expected the Arn of a queue of this template");
        for (var bound : List.of("MaximumRetryAttempts", "MaximumEventAgeInSeconds")) {
            report.unless(target.path("RetryPolicy").has(bound), where + ".RetryPolicy", "expected " + bound);
        }
    }
}
