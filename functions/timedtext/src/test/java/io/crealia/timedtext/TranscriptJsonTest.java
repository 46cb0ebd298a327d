package io.crealia.timedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TranscriptJsonTest {
    @Test
    void read_written_isTheSame() {
        var transcript = new Transcript("en", Transcript.SCRIPT,
                List.of(new Word("Hello,", 120, 480, 0.93, false), new Word("you", 480, 480, 1, true)));
        var text = Json.text(TranscriptJson.write(transcript));
        assertThat(text).isEqualTo("{\"schema\":1,\"language\":\"en\",\"origin\":\"script\",\"words\":["
                + "{\"t\":\"Hello,\",\"s\":120,\"e\":480,\"c\":0.93},{\"t\":\"you\",\"s\":480,\"e\":480,\"c\":1.0,\"est\":true}]}");
        assertThat(TranscriptJson.read(Json.parse(text))).isEqualTo(transcript);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|/schema", "{'schema':1,'language':''}|/language",
            "{'schema':1,'language':'en','origin':'x'}|/origin",
            "{'schema':1,'language':'en','origin':'script','words':{}}|/words",
            "{'schema':1,'language':'en','origin':'script','words':[{'t':'<b>','s':1,'e':2,'c':1}]}|/words/0/t",
            "{'schema':1,'language':'en','origin':'script','words':[{'t':'a','s':-1,'e':2,'c':1}]}|/words/0/s",
            "{'schema':1,'language':'en','origin':'script','words':[{'t':'a','s':3,'e':2,'c':1}]}|/words/0/e",
            "{'schema':1,'language':'en','origin':'script','words':[{'t':'a','s':1,'e':2,'c':2}]}|/words/0/c",
            "{'schema':1,'language':'en','origin':'script','words':[{'t':'a','s':3,'e':3,'c':1},{'t':'a','s':2,'e':3,'c':1}]}|/words/1/s",
            "[]|/schema"}, quoteCharacter = '~')
    void read_malformed_namesTheField(String json, String pointer) {
        assertThatThrownBy(() -> TranscriptJson.read(Json.parse(json.replace('\'', '"'))))
                .isInstanceOf(TimedTextException.class).hasMessageContaining(pointer);
    }
}
