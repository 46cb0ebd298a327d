package io.crealia.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.infra.StageConfig.Domain;
import io.crealia.infra.StageConfig.MongoStore.DocumentDb;
import io.crealia.infra.StageConfig.MongoStore.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageConfigTest {
    @TempDir
    private Path folder;

    @Test
    void named_unknownStage_listsThoseThatThereAre() {
        assertThat(Stages.named("prod")).isEqualTo(Stages.PROD);
        assertThatThrownBy(() -> Stages.named("live")).hasMessage("There is no stage live; there are "
                + "[dev, staging, prod]");
    }

    @Test
    void config_faultyValue_isRefusedByName() {
        assertThatThrownBy(() -> stage("Prod", 1, 7, 100, null)).hasMessageContaining("name: expected");
        assertThatThrownBy(() -> stage("prod", 0, 7, 100, null)).hasMessageContaining("natGateways: expected 1 to 3");
        assertThatThrownBy(() -> stage("prod", 1, 36, 100, null)).hasMessageContaining("backupDays: expected 1 to 35");
        assertThatThrownBy(() -> stage("prod", 1, 7, 0, null)).hasMessageContaining("monthlyBudgetUsd");
        assertThatThrownBy(() -> stage("prod", 1, 7, 100, "nobody")).hasMessageContaining("repository: expected owner");
        assertThatThrownBy(() -> new DocumentDb("t4g.medium", 0)).hasMessageContaining("instances: expected 1 to 16");
        assertThatThrownBy(() -> new Given("mongodb://x")).hasMessageContaining("secretArn: expected an ARN");
        assertThatThrownBy(() -> new Domain("localhost", "Z1")).hasMessageContaining("domain: expected a full name");
        assertThatThrownBy(() -> new Domain("api.example.com", "example")).hasMessageContaining("hostedZoneId");
    }

    @Test
    void template_faultyFile_saysWhat() throws Exception {
        assertThatThrownBy(() -> TemplateYaml.read(folder.resolve("none.yaml"))).hasMessageContaining("cannot be read");
        var list = Files.writeString(folder.resolve("list.yaml"), "- a\n");
        assertThatThrownBy(() -> TemplateYaml.read(list)).hasMessageContaining("expected a map");
        var broken = Files.writeString(folder.resolve("broken.yaml"), "a: [1\n");
        assertThatThrownBy(() -> TemplateYaml.read(broken)).hasMessageContaining("is not valid YAML");
        var nameless = Files.writeString(folder.resolve("nameless.yaml"), """
                Resources:
                  Q:
                    Type: AWS::SQS::Queue
                """);
        assertThatThrownBy(() -> new ApplicationTemplate(nameless, "dev").queues())
                .hasMessageContaining("Q.QueueName: expected !Sub crealia-${Stage}-...");
        assertThatThrownBy(() -> new ApplicationTemplate(nameless, "dev").apiName())
                .hasMessageContaining("expected one AWS::Serverless::Api");
    }

    @Test
    void template_projectsOwn_isReadWithTheStagesNames() {
        var template = new ApplicationTemplate(Path.of(System.getProperty("crealia.root"), "template.yaml"), "dev");

        assertThat(template.functions()).hasSizeGreaterThanOrEqualTo(24)
                .contains(new ApplicationTemplate.Function("HealthApi", "crealia-dev-health-api",
                        "functions/operations/target/crealia-operations.zip", 10, true));
        assertThat(template.queues()).contains(
                new ApplicationTemplate.Queue("UploadEventsQueue", "crealia-dev-upload-events", 1800, false),
                new ApplicationTemplate.Queue("UploadEventsDeadLetters", "crealia-dev-upload-events-dlq", 30, true),
                new ApplicationTemplate.Queue("ScheduleDeadLetters", "crealia-dev-schedules-dlq", 30, true));
        assertThat(template.apiName()).isEqualTo("crealia-dev");
        assertThat(template.scopes()).contains("uploads:write", "assets:read").noneMatch(name -> name.contains("$"));
    }

    private static StageConfig stage(String name, int natGateways, int backupDays, int budget, String repository) {
        return new StageConfig(name, false, natGateways, new DocumentDb("t4g.medium", 1), backupDays, Map.of(), budget,
                Optional.empty(), Optional.ofNullable(repository), Optional.empty());
    }
}
