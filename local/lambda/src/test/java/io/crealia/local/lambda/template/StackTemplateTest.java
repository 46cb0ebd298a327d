package io.crealia.local.lambda.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTemplateTest {

    /** A sound template; each mistake below replaces one piece of its text. */
    private static final String SOUND = """
            Parameters:
              Stage: {Type: String, Default: dev}
              Subnets: {Type: CommaDelimitedList, Default: ""}
            Conditions:
              Live: !Equals [!Ref Stage, live]
              Networked: !Not [!Equals [!Join ["", !Ref Subnets], ""]]
            Globals:
              Function:
                Timeout: 7
                MemorySize: 512
                Environment: {Variables: {SHARED: shared, STAGE: !Ref Stage}}
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties: {StageName: !Ref Stage}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: !Sub "${Stage}-worker"
                  CodeUri: worker.zip
                  Handler: example.Worker::handleRequest
                  MemorySize: 1024
                  Environment:
                    Variables:
                      QUEUE: !Ref Work
                      ARN: {"Fn::GetAtt": [Work, Arn]}
                      JOINED: !Join ["-", [a, !Ref Stage, !Select [1, !Split [".", x.y]]]]
                      SUBBED: !Sub ["${Name}/${Work.QueueName}/${!Literal}", {Name: !Ref Stage}]
                      CHOSEN: !If [Live, !Ref Missing, otherwise]
                      GONE: !If [Networked, net, !Ref AWS::NoValue]
                      NUMBER: 12
                  Events:
                    Get:
                      Type: Api
                      Properties: {Path: "/things/{id}", Method: get, RestApiId: !Ref Api}
                    Work:
                      Type: SQS
                      Properties: {Queue: !GetAtt Work.Arn, BatchSize: 3}
                    Tick:
                      Type: Schedule
                      Properties: {Name: tick, Schedule: rate(2 hours)}
              Work:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub "${Stage}-work"
                  VisibilityTimeout: 60
              OnlyLive:
                Type: AWS::SQS::Queue
                Condition: Live
                Properties: {QueueName: live}
            """;

    @TempDir
    private Path directory;

    @Test
    void read_globals_areMergedAndOverridden() {
        var worker = read(SOUND).function("Worker");

        assertThat(worker.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(worker.memoryMb()).isEqualTo(1024);
        assertThat(worker.name()).isEqualTo("dev-worker");
        assertThat(worker.handlerClass()).isEqualTo("example.Worker");
    }

    @Test
    void read_intrinsics_areEvaluated() {
        assertThat(read(SOUND).function("Worker").environment()).containsExactlyInAnyOrderEntriesOf(Map.of("SHARED",
                "shared", "STAGE", "dev", "QUEUE", "http://127.0.0.1:9324/000000000000/dev-work", "ARN",
                "arn:aws:sqs:eu-central-1:000000000000:dev-work", "JOINED", "a-dev-y", "SUBBED",
                "dev/dev-work/${Literal}", "CHOSEN", "otherwise", "NUMBER", "12"));
    }

    @Test
    void read_events_areTyped() {
        assertThat(read(SOUND).function("Worker").events()).containsExactly(
                new FunctionEvent.ApiRoute("Get", "GET", "/things/{id}", java.util.Optional.empty()),
                new FunctionEvent.QueueSource("Work", "dev-work", 3, 1000, false),
                new FunctionEvent.Schedule("Tick", "tick", Duration.ofHours(2), java.util.Optional.empty()));
    }

    @Test
    void read_conditionFalse_leavesResourceOut() {
        assertThat(read(SOUND).queues()).extracting(QueueDefinition::name).isEqualTo(List.of("dev-work"));
    }

    @Test
    void read_parameterGiven_winsOverDefault() {
        var template = write(SOUND.replace("!Ref Missing", "lively"));

        assertThat(StackTemplate.read(template, new TestResolver(Map.of("Stage", "live"))).queues())
                .extracting(QueueDefinition::name).containsExactly("live-work", "live");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "Handler: example.Worker::handleRequest | Timeout: 3 | Worker.Handler: is missing",
            "MemorySize: 1024 | MemorySize: much | Worker.MemorySize: expected a whole number",
            "MemorySize: 1024 | MemorySize: 1 | Worker.MemorySize: expected a whole number from 128",
            "MemorySize: 1024 | Timout: 9 | Worker.Timout: is not a property",
            "QUEUE: !Ref Work | QUEUE: !Ref Wrok | Worker.Environment.Variables.QUEUE: there is no parameter or resource Wrok",
            "QUEUE: !Ref Work | QUEUE: !Ref AWS::Weather | Worker.Environment.Variables.QUEUE: the local edition does not know",
            "QUEUE: !Ref Work | QUEUE: !ImportValue x | Worker.Environment.Variables.QUEUE: !ImportValue is not known",
            "QUEUE: !Ref Work | QUEUE: [a] | Worker.Environment.Variables.QUEUE: expected text",
            "!GetAtt Work.Arn | !GetAtt Api.Arn | Worker.Events.Work.Properties.Queue: expected the Arn of a queue",
            "!GetAtt Work.Arn | !GetAtt Work.Size | Worker.Events.Work.Properties.Queue: the local edition cannot give Work.Size",
            "!GetAtt Work.Arn | !GetAtt Work | Resources.Worker.Properties.Events.Work.Properties.Queue (line 38): !GetAtt expects",
            "BatchSize: 3 | BachSize: 3 | Worker.Events.Work.Properties.BachSize: is not a property",
            "BatchSize: 3 | BatchSize: 0 | Worker.Events.Work.Properties.BatchSize: expected a whole number from 1",
            "Type: SQS | Type: Kinesis | Worker.Events.Work.Type: expected Api, SQS or Schedule, found Kinesis",
            "Method: get | Method: fetch | Worker.Events.Get.Properties.Method: expected one of",
            "~\"/things/{id}\"~ | things | Worker.Events.Get.Properties.Path: expected a path that starts with /",
            "rate(2 hours) | rate(2 hour) | Worker.Events.Tick.Properties.Schedule: expected rate",
            "rate(2 hours) | cron(0 1 * * ? *) | Worker.Events.Tick.Properties.Schedule: expected rate",
            "VisibilityTimeout: 60 | VisibilityTimeout: 60000 | Work.VisibilityTimeout: expected a whole number from 0 to 43200",
            "~QueueName: !Sub \"${Stage}-work\"~ | KmsMasterKeyId: x | Work.QueueName: is missing",
            "~QueueName: !Sub \"${Stage}-work\"~ | ~QueueName: !Sub \"${Work}-work\"~ | Work.QueueName: refers to itself",
            "~QueueName: !Sub \"${Stage}-work\"~ | ~QueueName: !Sub \"${Stage-work\"~ | Work.QueueName: !Sub has ${ without }",
            "Condition: Live | Condition: Dead | OnlyLive.Condition: there is no condition Dead",
            "Resources: | Resurces: | Resources: is missing",
            "MemorySize: 1024 | Handler: example.Other | Worker.Properties.Handler (line 22): is written twice",
            "~{Type: String, Default: dev}~ | ~{Type: String}~ | the parameter Stage has neither a value nor a default"})
    void read_mistake_isNamedByIdAndProperty(String sound, String mistake, String expected) {
        assertThat(SOUND).contains(sound);

        assertThatThrownBy(() -> read(SOUND.replace(sound, mistake))).isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("template.yaml: ").hasMessageContaining(expected);
    }

    @Test
    void read_twoFunctionsWithOneRoute_areBothNamed() {
        var second = SOUND + """
                  Other:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: other.zip
                      Handler: example.Other
                      Events:
                        Fetch: {Type: Api, Properties: {Path: "/things/{id}", Method: GET, RestApiId: !Ref Api}}
                """.indent(0);

        assertThatThrownBy(() -> read(second)).hasMessageContaining("Other.Events.Fetch")
                .hasMessageContaining("already a route of Worker.Events.Get");
    }

    @Test
    void read_brokenYaml_isReportedWithItsLine() {
        assertThatThrownBy(() -> read("Resources:\n  Api: [\n")).isInstanceOf(TemplateException.class)
                .hasMessageContaining("template.yaml").hasMessageContaining("line");
    }

    @Test
    void read_missingFile_isNamed() {
        var missing = directory.resolve("none.yaml");

        assertThatThrownBy(() -> StackTemplate.read(missing, new TestResolver(Map.of())))
                .isInstanceOf(TemplateException.class).hasMessageContaining(missing.toString());
    }

    @Test
    void function_unknown_listsThoseThatExist() {
        assertThatThrownBy(() -> read(SOUND).function("Wrker")).hasMessageContaining("Wrker")
                .hasMessageContaining("[Worker]");
    }

    private StackTemplate read(String text) {
        return StackTemplate.read(write(text), new TestResolver(Map.of()));
    }

    private Path write(String text) {
        try {
            return Files.writeString(directory.resolve("template.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
