package io.crealia.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A CloudWatch dashboard with a widget for the API and for every function, queue and dead-letter queue. */
final class DashboardBody {
    private static final int COLUMNS = 4;
    private static final int WIDTH = 24 / COLUMNS;
    private static final int HEIGHT = 5;

    private final List<Map<String, Object>> widgets = new ArrayList<>();

    private DashboardBody() {}

    /** JSON in which {@code ${AWS::Region}} is still to be filled in. */
    static String of(ApplicationTemplate template, StageConfig stage) {
        var body = new DashboardBody();
        body.api(template.apiName(), stage.name());
        template.functions().forEach(function -> body.function(function.name()));
        template.queues().forEach(queue -> body.queue(queue.name(), queue.deadLetters()));
        try {
            return new ObjectMapper().writeValueAsString(Map.of("widgets", body.widgets));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void api(String name, String stage) {
        var of = List.of("AWS/ApiGateway", "ApiName", name, "Stage", stage);
        widget("API " + name, List.of(metric(of, "Count", "Sum"), metric(of, "4XXError", "Sum"),
                metric(of, "5XXError", "Sum"), metric(of, "Latency", "p95"), metric(of, "Latency", "p99")));
    }

    private void function(String name) {
        var of = List.of("AWS/Lambda", "FunctionName", name);
        widget(name, List.of(metric(of, "Invocations", "Sum"), metric(of, "Errors", "Sum"),
                metric(of, "Throttles", "Sum"), metric(of, "Duration", "p95"),
                metric(of, "ConcurrentExecutions", "Maximum")));
    }

    private void queue(String name, boolean deadLetters) {
        var of = List.of("AWS/SQS", "QueueName", name);
        widget((deadLetters ? "dead letters " : "queue ") + name,
                List.of(metric(of, "ApproximateNumberOfMessagesVisible", "Maximum"),
                        metric(of, "ApproximateNumberOfMessagesNotVisible", "Maximum"),
                        metric(of, "ApproximateAgeOfOldestMessage", "Maximum")));
    }

    /** @param of namespace, then names and values of dimensions */
    private static List<Object> metric(List<String> of, String name, String statistic) {
        var metric = new ArrayList<Object>(List.of(of.getFirst(), name));
        metric.addAll(of.subList(1, of.size()));
        metric.add(Map.of("stat", statistic));
        return metric;
    }

    private void widget(String title, List<List<Object>> metrics) {
        var place = widgets.size();
        widgets.add(Map.of("type", "metric", "x", place % COLUMNS * WIDTH, "y", place / COLUMNS * HEIGHT, "width",
                WIDTH, "height", HEIGHT, "properties", Map.of("title", title, "metrics", metrics, "period", 300,
                        "region", "${AWS::Region}", "view", "timeSeries")));
    }
}
