package io.crealia.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorkflowConfigTest {
    @Test
    void of_nothingSet_hasTheDocumentedDefaults() {
        assertThat(WorkflowConfig.of(new Environment(Map.of())))
                .isEqualTo(new WorkflowConfig(Samples.TIMING, Duration.ofSeconds(40)));
    }

    @Test
    void of_stepLongerThanTheRun_namesTheVariable() {
        for (var name : new String[]{"CREALIA_WORKFLOW_TRANSCODE_DEADLINE", "CREALIA_WORKFLOW_STEP_DEADLINE"}) {
            assertThatThrownBy(() -> WorkflowConfig.of(new Environment(Map.of(name, "PT25H"))))
                    .isInstanceOf(ConfigurationException.class).hasMessageContaining(name)
                    .hasMessageContaining("CREALIA_WORKFLOW_RUN_DEADLINE");
        }
    }
}
