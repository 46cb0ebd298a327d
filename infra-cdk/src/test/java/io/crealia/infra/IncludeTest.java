package io.crealia.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What CDK deploys is template.yaml: every resource, property, parameter, condition and output, but for where code lies and
 * for what this stage's parameters are.
 */
class IncludeTest {
    private static final JsonNode WRITTEN = Differences.tree(TemplateYaml.read(Synth.TEMPLATE));

    static Stream<StageConfig> stages() {
        return SynthTest.stages();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void include_losesAndChangesNothing(StageConfig stage) {
        var synthesised = Synth.of(stage).template(stage, "");

        assertThat(unexpected(synthesised)).containsExactlyInAnyOrderElementsOf(parameters(stage));
        assertThat(synthesised.path("Resources").size()).isEqualTo(WRITTEN.path("Resources").size()).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void include_everyFunction_hasAnAssetInPlaceOfItsZip(StageConfig stage) {
        var resources = Synth.of(stage).template(stage, "").path("Resources");

        WRITTEN.path("Resources").properties().stream()
                .filter(each -> each.getValue().path("Type").asText().equals("AWS::Serverless::Function"))
                .forEach(each -> {
                    var code = resources.path(each.getKey()).path("Properties").path("CodeUri");
                    assertThat(code.path("Key").asText()).as(each.getKey()).matches("[0-9a-f]{64}\\.zip");
                    assertThat(code.path("Bucket").toString()).contains("cdk-hnb659fds-assets-");
                });
    }

    @Test
    void parameters_ofTheStage_haveItsValues() {
        var stage = Synth.PROD;
        var parameters = Synth.of(stage).template(stage, "").path("Parameters");

        assertThat(parameters.path("Stage").path("Default").asText()).isEqualTo("prod");
        assertThat(parameters.path("PlaybackBaseUrl").path("Default").asText()).isEqualTo("https://api.example.com");
        assertThat(parameters.path("DefaultEndpoint").path("Default").asText()).isEqualTo("closed");
        assertThat(parameters.path("MongoSecretArn").path("Default").asText())
                .isEqualTo("/crealia/prod/MongoSecretArn");
        assertThat(parameters.path("VpcSubnetIds").path("Type").asText())
                .isEqualTo("AWS::SSM::Parameter::Value<CommaDelimitedList>");
    }

    /** The comparison sees a loss of any kind. */
    @ParameterizedTest
    @ValueSource(strings = {"Resources.UploadsApi", "Resources.WorkflowOnFact.Properties.RecursiveLoop",
            "Resources.Api.Properties.GatewayResponses.THROTTLED", "Resources.MediaBucket.DeletionPolicy",
            "Resources.UploadsSweeper.Properties.EventInvokeConfig", "Parameters.CorsOrigin", "Conditions.InVpc",
            "Outputs.ApiId", "Globals.Function.SnapStart", "Transform"})
    void include_plantedLoss_isSeen(String path) {
        var stage = Stages.DEV;
        var synthesised = Synth.of(stage).template(stage, "").deepCopy();
        var steps = new ArrayList<>(List.of(path.split("\\.")));
        var last = steps.removeLast();
        JsonNode parent = synthesised;
        for (var step : steps) {
            parent = parent.path(step);
        }
        assertThat(Differences.object(parent).remove(last)).isNotNull();

        assertThat(unexpected(synthesised)).contains("-" + path);
    }

    @Test
    void include_plantedChange_isSeen() {
        var stage = Stages.DEV;
        var synthesised = Synth.of(stage).template(stage, "").deepCopy();
        Differences.object(synthesised.at("/Resources/UploadEventsQueue/Properties")).put("VisibilityTimeout", 30);
        Differences.object(synthesised.at("/Resources")).putObject("Stray").put("Type", "AWS::SNS::Topic");

        assertThat(unexpected(synthesised)).contains("!Resources.UploadEventsQueue.Properties.VisibilityTimeout",
                "+Resources.Stray");
    }

    /** All differences but those of code, and CDK's check that the account was prepared for it. */
    private static List<String> unexpected(JsonNode synthesised) {
        return Differences.between(WRITTEN, synthesised).stream()
                .filter(difference -> !difference.matches("!Resources\\.\\w+\\.Properties\\.CodeUri"))
                .filter(difference -> !List.of("+Parameters.BootstrapVersion", "+Rules").contains(difference))
                .toList();
    }

    private static List<String> parameters(StageConfig stage) {
        var changed = new ArrayList<String>();
        if (!stage.name().equals("dev")) {
            changed.add("!Parameters.Stage.Default");
        }
        stage.parameters().keySet().forEach(name -> changed.add("!Parameters." + name + ".Default"));
        stage.domain().ifPresent(_ -> changed
                .addAll(List.of("+Parameters.PlaybackBaseUrl.Default", "!Parameters.DefaultEndpoint.Default")));
        for (var name : ApplicationStack.FROM_DATA) {
            changed.add("!Parameters." + name + ".Type");
            changed.add((WRITTEN.path("Parameters").path(name).has("Default") ? "!" : "+") + "Parameters." + name
                    + ".Default");
        }
        return changed;
    }
}
