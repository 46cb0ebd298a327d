package io.crealia.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

/** Everything that the deployed application has is watched. What it has is read from its synthesised template. */
class OperationsTest {
    private static final StageConfig STAGE = Synth.PROD;
    private static final Map<String, List<String>> WATCHED = Map.of("AWS::Serverless::Function",
            List.of("-errors", "-throttles", "-slow"), "AWS::SQS::Queue", List.of("-age"), "dead letters",
            List.of("-messages"));

    @Test
    void alarms_everyFunctionQueueAndDeadLetterQueue_hasItsOwn() {
        var synth = Synth.of(STAGE);
        var application = synth.template(STAGE, "");
        var operations = synth.template(STAGE, "operations");

        assertThat(unwatched(application, operations)).isEmpty();
        assertThat(names(application, "AWS::Serverless::Function")).hasSizeGreaterThanOrEqualTo(24);
        assertThat(names(application, "AWS::SQS::Queue")).hasSizeGreaterThanOrEqualTo(25);
    }

    /** The check itself sees what is missing. */
    @Test
    void alarms_plantedLoss_isSeen() {
        var synth = Synth.of(STAGE);
        var operations = synth.template(STAGE, "operations").deepCopy();
        var resources = Differences.object(operations.path("Resources"));
        var victim = resources.properties().stream()
                .filter(each -> name(each.getValue()).equals("crealia-prod-upload-events-dlq-messages")).findFirst()
                .orElseThrow().getKey();
        resources.remove(victim);
        resources.properties().stream().filter(each -> each.getValue().path("Type").asText().endsWith("Dashboard"))
                .forEach(each -> Differences.object(each.getValue().path("Properties")).putObject("DashboardBody")
                        .put("Fn::Sub", "{\"widgets\":[]}"));

        assertThat(unwatched(synth.template(STAGE, ""), operations))
                .contains("no alarm crealia-prod-upload-events-dlq-messages", "no widget crealia-prod-uploads-api",
                        "no widget crealia-prod-upload-events-dlq");
    }

    /** Nobody has to add a new function or queue anywhere else. */
    @Test
    void alarms_newFunctionAndQueue_areWatchedToo() throws IOException {
        Synth.needNode();
        var file = Synth.folder().resolve("template.yaml");
        Files.writeString(file, Files.readString(Synth.TEMPLATE).replaceFirst("\nResources:\n", """

                Resources:
                  Newcomer:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: !Sub crealia-\\${Stage}-newcomer
                      CodeUri: functions/x/target/crealia-x.zip
                      Timeout: 7
                  NewQueue:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Sub crealia-\\${Stage}-new-queue
                """));
        var stack = new OperationsStack(new App(), "operations", StackProps.builder().build(), Stages.DEV,
                new ApplicationTemplate(file, "dev"));
        var template = Template.fromStack(stack);

        for (var alarm : List.of("newcomer-errors", "newcomer-throttles", "newcomer-slow", "new-queue-age")) {
            template.hasResourceProperties("AWS::CloudWatch::Alarm", Map.of("AlarmName", "crealia-dev-" + alarm));
        }
        template.hasResourceProperties("AWS::CloudWatch::Alarm",
                Map.of("AlarmName", "crealia-dev-newcomer-slow", "Threshold", 6300));
    }

    @Test
    void alarms_all_tellTheTopicAndNothingElse() {
        var resources = Synth.of(STAGE).template(STAGE, "operations").path("Resources");
        var alarms = resources.properties().stream().map(Map.Entry::getValue)
                .filter(each -> each.path("Type").asText().equals("AWS::CloudWatch::Alarm")).toList();

        assertThat(alarms).hasSizeGreaterThan(90).allSatisfy(alarm -> {
            assertThat(alarm.path("Properties").path("AlarmActions").size()).isEqualTo(1);
            assertThat(alarm.path("Properties").path("AlarmDescription").asText()).isNotBlank();
            assertThat(alarm.path("Properties").path("TreatMissingData").asText()).isEqualTo("notBreaching");
        });
        var topic = ofType(resources, "AWS::SNS::Topic");
        assertThat(topic.path("KmsMasterKeyId").isMissingNode()).isFalse();
        var budget = ofType(resources, "AWS::Budgets::Budget").path("Budget").path("BudgetLimit");
        assertThat(budget.path("Amount").asInt()).isEqualTo(2000);
    }

    private static List<String> unwatched(JsonNode application, JsonNode operations) {
        var alarms = new TreeSet<String>();
        operations.path("Resources").properties().forEach(each -> alarms.add(name(each.getValue())));
        var titles = titles(operations);
        var deadLetters = new TreeSet<String>();
        application.findValues("deadLetterTargetArn").forEach(arn -> deadLetters.add(arn.toString().split("[\".]")[3]));
        application.path("Resources").properties().forEach(each -> {
            if (each.getValue().at("/Properties/QueueName/Fn::Sub").asText().endsWith("-dlq")) {
                deadLetters.add(each.getKey());
            }
        });
        var missing = new ArrayList<String>();
        application.path("Resources").properties().forEach(each -> {
            var type = deadLetters.contains(each.getKey())
                    ? "dead letters"
                    : each.getValue().path("Type").asText();
            for (var symptom : WATCHED.getOrDefault(type, List.of())) {
                var name = physical(each.getValue());
                if (!alarms.contains(name + symptom)) {
                    missing.add("no alarm " + name + symptom);
                }
                if (titles.stream().noneMatch(title -> title.equals(name) || title.endsWith(" " + name))) {
                    missing.add("no widget " + name);
                }
            }
        });
        return missing;
    }

    private static TreeSet<String> titles(JsonNode operations) {
        var titles = new TreeSet<String>();
        try {
            var body = ofType(operations.path("Resources"), "AWS::CloudWatch::Dashboard").at("/DashboardBody/Fn::Sub");
            new ObjectMapper().readTree(body.asText()).path("widgets")
                    .forEach(widget -> titles.add(widget.at("/properties/title").asText()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the dashboard is no JSON", e);
        }
        return titles;
    }

    private static List<String> names(JsonNode application, String type) {
        return application.path("Resources").properties().stream().map(Map.Entry::getValue)
                .filter(each -> each.path("Type").asText().equals(type)).map(OperationsTest::physical).toList();
    }

    private static String physical(JsonNode resource) {
        var properties = resource.path("Properties");
        var name = properties.has("FunctionName") ? properties.path("FunctionName") : properties.path("QueueName");
        return name.path("Fn::Sub").asText().replace("${Stage}", STAGE.name());
    }

    private static String name(JsonNode resource) {
        return resource.path("Properties").path("AlarmName").asText();
    }

    private static JsonNode ofType(JsonNode resources, String type) {
        return resources.properties().stream().map(Map.Entry::getValue)
                .filter(each -> each.path("Type").asText().equals(type)).findFirst().orElseThrow().path("Properties");
    }
}
