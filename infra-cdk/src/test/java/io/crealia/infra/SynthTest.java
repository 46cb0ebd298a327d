package io.crealia.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.StackProps;

/** Each stage is synthesised with CDK's default rules as errors. */
class SynthTest {

    static Stream<StageConfig> stages() {
        return Stream.of(Stages.DEV, Synth.STAGING, Synth.PROD);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void synth_eachStage_meetsCdksDefaultRules(StageConfig stage) {
        var templates = Synth.of(stage).templates();

        assertThat(templates).containsKeys(stage.prefix(), stage.prefix() + "-data", stage.prefix() + "-edge",
                stage.prefix() + "-operations", stage.prefix() + "-recovery");
        assertThat(templates.containsKey(stage.prefix() + "-pipeline")).isEqualTo(stage.repository().isPresent());
        templates.forEach((name, template) -> assertThat(template.path("Resources").size()).as(name)
                .isBetween(1, 499));
    }

    /** The rules are at work: a value that CloudFormation would refuse ends the synth. */
    @Test
    void synth_plantedValue_isRefused() throws IOException {
        Synth.needNode();
        var folder = Synth.folder();
        var template = folder.resolve("template.yaml");
        Files.writeString(template,
                Files.readString(Synth.TEMPLATE).replaceFirst("VisibilityTimeout: \\d+", "VisibilityTimeout: 99999"));
        var app = Synth.app(folder);
        new ApplicationStack(app, "planted", StackProps.builder().build(), Stages.DEV, template,
                uri -> Synth.standIn(folder, uri));

        assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
    }

    @Test
    void zip_notBuilt_saysWhatToDo() {
        assertThatThrownBy(() -> CrealiaCdk.zip(Synth.folder(), "functions/x/target/crealia-x.zip"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("functions/x/target/crealia-x.zip is not there")
                .hasMessageContaining("mvn package");
    }
}
