package io.crealia.ai.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscribeEventReaderTest {
    private static final StepToken TOKEN = StepToken.parse("wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC.captions.1");

    private final TranscribeEventReader reader = new TranscribeEventReader();

    @ParameterizedTest
    @CsvSource({"completed,true", "failed,true", "in-progress,false"})
    void read_ours_isItsState(String event, boolean over) throws IOException {
        assertThat(reader.read(payload(event))).contains(new TranscribeEventReader.JobState(TOKEN, over));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarterly-call-17", "wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC.transcode.1", "wfl_01.captions.1",
            "wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC.captions.0", "wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC.captions",
            "ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC.captions.1"})
    void read_anotherName_isNotOurs(String name) throws IOException {
        assertThat(reader.read(payload("completed").replace(TOKEN.value(), name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"foreign-source,source to be aws.transcribe", "unknown-status,TranscriptionJobStatus"})
    void read_noSuchEvent_saysWhatWasExpected(String event, String expected) {
        assertThatThrownBy(() -> reader.read(payload(event))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void read_malformed_isRefused() throws IOException {
        assertThatThrownBy(() -> reader.read("{")).isInstanceOf(MalformedJsonException.class);
        var nameless = payload("completed").replace(TOKEN.value(), "");
        assertThatThrownBy(() -> reader.read(nameless)).hasMessageContaining("TranscriptionJobName");
    }

    private static String payload(String event) throws IOException {
        var file = Path.of(System.getProperty("crealia.root"), "events/ai-on-transcription-state", event + ".json");
        return Json.parse(Files.readAllBytes(file)).path("Records").path(0).path("body").asText();
    }
}
