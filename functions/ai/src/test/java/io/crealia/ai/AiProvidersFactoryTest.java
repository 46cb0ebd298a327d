package io.crealia.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.ai.adapter.AwsStub;
import io.crealia.ai.adapter.openai.OpenAiSpeechRecogniser;
import io.crealia.ai.adapter.transcribe.TranscribeSpeechRecogniser;
import io.crealia.ai.port.InMemoryMediaStore;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Ledger;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AiProvidersFactoryTest {
    private static final Map<String, String> COMPLETE = Map.of("CREALIA_AI_BASE_URL", "https://ai.example/v1/",
            "CREALIA_AI_KEY", "k", "CREALIA_AI_SPEECH_MODEL", "ear", "CREALIA_AI_TEXT_MODEL", "pen",
            "CREALIA_AI_PRICE_SPEECH_MINUTE", "6000", "CREALIA_AI_PRICE_INPUT_MILLION", "150000",
            "CREALIA_AI_PRICE_OUTPUT_MILLION", "600000", "CREALIA_MEDIA_BUCKET", "media");

    private static Environment with(String variable, String value) {
        var variables = new HashMap<>(COMPLETE);
        variables.put(variable, value);
        return new Environment(variables);
    }

    @Test
    void of_complete_hasWhatTheEnvironmentSays() {
        var speech = AiConfig.Speech.of(with("CREALIA_AI_ALIGN_MODEL", "align"));
        assertThat(speech.base()).contains(URI.create("https://ai.example"));
        assertThat(speech.model()).contains("ear");
        assertThat(speech.alignModel()).contains("align");
        assertThat(speech.review()).isTrue();
        assertThat(speech.prices().speechMinute()).isEqualTo(6_000);
        assertThat(AiConfig.Speech.of(with("CREALIA_AI_SPEECH_REVIEW", "none")).review()).isFalse();
        var text = AiConfig.Text.of(new Environment(COMPLETE));
        assertThat(text.model()).isEqualTo("pen");
        assertThat(text.prices().outputMillion()).isEqualTo(600_000);
    }

    @Test
    void of_awsProviders_needNoBaseUrl() {
        var variables = new HashMap<>(COMPLETE);
        variables.remove("CREALIA_AI_BASE_URL");
        variables.remove("CREALIA_AI_SPEECH_MODEL");
        variables.put("CREALIA_AI_SPEECH", "transcribe");
        variables.put("CREALIA_AI_TEXT", "bedrock");
        assertThat(AiConfig.Speech.of(new Environment(variables)).model()).isEmpty();
        assertThat(AiConfig.Text.of(new Environment(variables)).base()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CREALIA_AI_BASE_URL,http://ai.example", "CREALIA_AI_BASE_URL,https://u:p@ai.example",
            "CREALIA_AI_BASE_URL,https://ai.example?x=1", "CREALIA_AI_BASE_URL,ftp://ai.example",
            "CREALIA_AI_BASE_URL,ai.example", "CREALIA_AI_BASE_URL,' '", "CREALIA_AI_SPEECH,whisper",
            "CREALIA_AI_SPEECH_REVIEW,maybe", "CREALIA_AI_SPEECH_MODEL,' '", "CREALIA_AI_PRICE_SPEECH_MINUTE,' '",
            "CREALIA_AI_PRICE_SPEECH_MINUTE,-1", "CREALIA_AI_PRICE_SPEECH_MINUTE,0.006"})
    void speech_malformed_namesTheVariable(String variable, String value) {
        assertThatThrownBy(() -> AiConfig.Speech.of(with(variable, value)))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining(variable)
                .hasMessageNotContaining("u:p");
    }

    @ParameterizedTest
    @CsvSource({"CREALIA_AI_TEXT,gpt", "CREALIA_AI_TEXT_MODEL,' '", "CREALIA_AI_PRICE_INPUT_MILLION,' '",
            "CREALIA_AI_PRICE_OUTPUT_MILLION,x"})
    void text_malformed_namesTheVariable(String variable, String value) {
        assertThatThrownBy(() -> AiConfig.Text.of(with(variable, value))).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8099", "http://localhost:1/", "http://[::1]:1/v1"})
    void of_plainHttpOnThisMachine_isPermitted(String address) {
        assertThat(AiConfig.Text.of(with("CREALIA_AI_BASE_URL", address)).base().orElseThrow().toString())
                .doesNotEndWith("/").doesNotEndWith("v1");
    }

    @Test
    void factory_everyProvider_isBuiltWithoutAnyConnection() {
        var clock = new MovableClock();
        var store = new InMemoryMediaStore();
        var ledger = new Ledger(new RecordingSender(), clock);
        var clients = AwsStub.clients();
        assertThat(AiProvidersFactory.speechRecogniser(new Environment(COMPLETE), null, clients, store, null, ledger,
                clock)).isInstanceOf(OpenAiSpeechRecogniser.class);
        assertThat(AiProvidersFactory.speechRecogniser(with("CREALIA_AI_SPEECH", "transcribe"), null, clients, store,
                null, ledger, clock)).isInstanceOf(TranscribeSpeechRecogniser.class);
        assertThat(AiProvidersFactory.textModel(new Environment(COMPLETE), null, clients, store, null, ledger, clock))
                .isNotNull();
        assertThat(AiProvidersFactory.textModel(with("CREALIA_AI_TEXT", "bedrock"), null, clients, store, null, ledger,
                clock)).isNotNull();
    }
}
