package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AiEnvironmentTest {
    private static final URI EMBEDDED = URI.create("http://127.0.0.1:3016");

    @Test
    void of_nothingOwn_isTheEmbeddedServerWhoseDraftsNeedReview() {
        var environment = AiEnvironment.of(EMBEDDED, "local-key", Map.of("PATH", "/bin", "CREALIA_HOME", "/x"));

        assertThat(environment).containsEntry("CREALIA_AI_BASE_URL", "http://127.0.0.1:3016")
                .containsEntry("CREALIA_AI_KEY", "local-key").containsEntry("CREALIA_AI_SPEECH_REVIEW", "required")
                .containsEntry("CREALIA_AI_ALIGN_MODEL", "crealia-align-en")
                .doesNotContainKeys("PATH", "CREALIA_HOME");
    }

    @Test
    void of_ownServer_getsNothingOfTheEmbeddedOne() {
        var environment = AiEnvironment.of(EMBEDDED, "local-key", Map.of("CREALIA_AI_BASE_URL", "http://10.0.0.1:8000",
                "CREALIA_AI_KEY", "mine", "CREALIA_AI_TEXT_MODEL", "qwen"));

        assertThat(environment).containsEntry("CREALIA_AI_BASE_URL", "http://10.0.0.1:8000")
                .containsEntry("CREALIA_AI_KEY", "mine").containsEntry("CREALIA_AI_TEXT_MODEL", "qwen")
                .containsEntry("CREALIA_AI_SPEECH", "openai")
                .doesNotContainKeys("CREALIA_AI_ALIGN_MODEL", "CREALIA_AI_SPEECH_REVIEW", "CREALIA_AI_SPEECH_MODEL");
        assertThat(environment).doesNotContainValue("local-key");
    }

    @Test
    void of_ownSettingWithoutServer_changesThatOneThing() {
        var environment = AiEnvironment.of(EMBEDDED, "local-key", Map.of("CREALIA_AI_SPEECH_REVIEW", "none"));

        assertThat(environment).containsEntry("CREALIA_AI_SPEECH_REVIEW", "none")
                .containsEntry("CREALIA_AI_BASE_URL", "http://127.0.0.1:3016");
    }
}
