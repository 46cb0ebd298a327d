package io.crealia.infra;

import io.crealia.infra.ApplicationTemplate.Queue;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.constructs.Construct;

/** Alarms of everything that the template has. Each is named {@code crealia-STAGE-WHAT-SYMPTOM}. */
final class Alarms extends Construct {
    /** A queue may wait as long as a message that failed once stays hidden, and at least this long. */
    private static final int LEAST_AGE_SECONDS = 900;
    private static final int FIVE_MINUTES = 300;
    private static final int MINUTE = 60;

    private final String topicArn;

    Alarms(Construct scope, String id, ApplicationTemplate template, StageConfig stage, String topicArn) {
        super(scope, id);
        this.topicArn = topicArn;
        template.functions().forEach(this::function);
        template.queues().forEach(queue -> {
            if (queue.deadLetters()) {
                deadLetters(queue);
            } else {
                queue(queue);
            }
        });
        api(template.apiName(), stage);
    }

    /**
     * What is watched.
     *
     * @param statistic of CloudWatch, or a percentile such as {@code p95}
     * @param points of {@code periods} that must be above the threshold
     */
    private record Watch(String namespace, String metric, Map<String, String> dimensions, String statistic,
            int periodSeconds, int periods, int points, double threshold) {}

    private void function(ApplicationTemplate.Function function) {
        var dimensions = Map.of("FunctionName", function.name());
        alarm(function.name() + "-errors", "Invocations that ended with an error, in two of three times five minutes",
                new Watch("AWS/Lambda", "Errors", dimensions, "Sum", FIVE_MINUTES, 3, 2, 0));
        alarm(function.name() + "-throttles", "Invocations that were refused: concurrency is used up",
                new Watch("AWS/Lambda", "Throttles", dimensions, "Sum", FIVE_MINUTES, 3, 2, 0));
        alarm(function.name() + "-slow", "Nine tenths of the timeout of " + function.timeoutSeconds() + " s are needed",
                new Watch("AWS/Lambda", "Duration", dimensions, "Maximum", FIVE_MINUTES, 3, 2,
                        function.timeoutSeconds() * 900.0));
    }

    private void queue(Queue queue) {
        alarm(queue.name() + "-age", "Messages wait longer than one that failed once would",
                new Watch("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", queue.name()), "Maximum",
                        MINUTE, 5, 5, Math.max(LEAST_AGE_SECONDS, queue.visibilitySeconds())));
    }

    private void deadLetters(Queue queue) {
        alarm(queue.name() + "-messages", "Something could not be done: see the messages, then redrive them",
                new Watch("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue.name()),
                        "Maximum", MINUTE, 1, 1, 0));
    }

    private void api(String name, StageConfig stage) {
        var dimensions = Map.of("ApiName", name, "Stage", stage.name());
        alarm(stage.prefix() + "-api-errors", "More than 5 % of the API's answers are 5xx, for two minutes",
                new Watch("AWS/ApiGateway", "5XXError", dimensions, "Average", MINUTE, 2, 2, 0.05));
        alarm(stage.prefix() + "-api-latency", "The API's 95th percentile is above 500 ms, for two minutes",
                new Watch("AWS/ApiGateway", "Latency", dimensions, "p95", MINUTE, 2, 2, 500));
    }

    private void alarm(String name, String description, Watch watch) {
        var alarm = CfnAlarm.Builder.create(this, name).alarmName(name).alarmDescription(description)
                .namespace(watch.namespace()).metricName(watch.metric())
                .dimensions(watch.dimensions().entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(each -> CfnAlarm.DimensionProperty.builder().name(each.getKey()).value(each.getValue())
                                .build())
                        .toList())
                .period(watch.periodSeconds()).evaluationPeriods(watch.periods()).datapointsToAlarm(watch.points())
                .threshold(watch.threshold()).comparisonOperator("GreaterThanThreshold")
                .treatMissingData("notBreaching").alarmActions(List.of(topicArn)).okActions(List.of(topicArn));
        (watch.statistic().startsWith("p")
                ? alarm.extendedStatistic(watch.statistic())
                : alarm.statistic(watch.statistic())).build();
    }
}
