package io.crealia.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * Alarms, dashboard and budget. It speaks of the application by names only, so it fits one that deploy.sh made as well as
 * one that CDK made.
 */
final class OperationsStack extends Stack {

    OperationsStack(Construct scope, String id, StackProps props, StageConfig stage, ApplicationTemplate template) {
        super(scope, id, props);
        var topic = topic(stage);
        new Alarms(this, "Alarms", template, stage, topic.getTopicArn());
        CfnDashboard.Builder.create(this, "Dashboard").dashboardName(stage.prefix())
                .dashboardBody(Fn.sub(DashboardBody.of(template, stage))).build();
        budget(stage, topic);
    }

    /** Encrypted under a key of its own: with AWS's key for SNS, alarms could not be published. */
    private Topic topic(StageConfig stage) {
        var speakers = List.of("cloudwatch.amazonaws.com", "budgets.amazonaws.com");
        var key = Key.Builder.create(this, "TopicKey").description("Alarms of " + stage.prefix())
                .enableKeyRotation(true).pendingWindow(Duration.days(7)).removalPolicy(RemovalPolicy.DESTROY).build();
        var topic = Topic.Builder.create(this, "Topic").topicName(stage.prefix() + "-alarms").enforceSsl(true)
                .masterKey(key).build();
        for (var speaker : speakers) {
            var ours = Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount()));
            key.addToResourcePolicy(PolicyStatement.Builder.create()
                    .sid("Publish" + speaker.substring(0, speaker.indexOf('.')))
                    .principals(List.of(new ServicePrincipal(speaker)))
                    .actions(List.of("kms:Decrypt", "kms:GenerateDataKey")).resources(List.of("*")).conditions(ours)
                    .build());
            topic.addToResourcePolicy(PolicyStatement.Builder.create()
                    .sid("Publish" + speaker.substring(0, speaker.indexOf('.')))
                    .principals(List.of(new ServicePrincipal(speaker))).actions(List.of("sns:Publish"))
                    .resources(List.of(topic.getTopicArn())).conditions(ours).build());
        }
        stage.alarmEmail().ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
        return topic;
    }

    private void budget(StageConfig stage, Topic topic) {
        var hears = List.of(CfnBudget.SubscriberProperty.builder().subscriptionType("SNS")
                .address(topic.getTopicArn()).build());
        CfnBudget.Builder.create(this, "Budget")
                .budget(CfnBudget.BudgetDataProperty.builder().budgetName(stage.prefix()).budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder().amount(stage.monthlyBudgetUsd()).unit("USD")
                                .build())
                        .build())
                .notificationsWithSubscribers(List.of(notice("ACTUAL", 80, hears), notice("FORECASTED", 100, hears)))
                .build().getNode().addDependency(topic);
    }

    private static CfnBudget.NotificationWithSubscribersProperty notice(String kind, int percent,
            List<CfnBudget.SubscriberProperty> hears) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(CfnBudget.NotificationProperty.builder().notificationType(kind)
                        .comparisonOperator("GREATER_THAN").threshold(percent).thresholdType("PERCENTAGE").build())
                .subscribers(hears).build();
    }
}
