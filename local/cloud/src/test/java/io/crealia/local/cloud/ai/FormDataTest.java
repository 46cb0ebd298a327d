package io.crealia.local.cloud.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormDataTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    private static FormData read(String body) {
        return read(TYPE, body);
    }

    private static FormData read(String type, String body) {
        return FormData.read(type, body.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void read_fieldsAndFile_areFoundByName() {
        var form = read("""
                a preamble
                --b
                Content-Disposition: form-data; name="model"

                m
                --b
                content-type: audio/wav
                CONTENT-DISPOSITION: form-data; filename="a; name=x.wav"; name=file

                \u0000\u00FF
                --x
                --b
                Content-Disposition: form-data; name="g[]"

                one
                --b
                Content-Disposition: form-data; name="g[]"


                --b--
                epilogue""");
        assertThat(form.text("model", 10)).contains("m");
        assertThat(form.bytes("file").orElseThrow()).isEqualTo(new byte[]{0, -1, '\r', '\n', '-', '-', 'x'});
        assertThat(form.texts("g[]", 10)).containsExactly("one", "");
        assertThat(form.text("none", 10)).isEmpty();
        assertThatThrownBy(() -> form.text("g[]", 10)).hasMessage("expected one part g[], got 2");
        assertThatThrownBy(() -> form.texts("g[]", 2)).hasMessage("expected g[] of at most 2 bytes");
        assertThatThrownBy(() -> form.text("file", 10)).hasMessage("expected file in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=\"b\"", "multipart/form-data;charset=utf-8;BOUNDARY=b"})
    void read_boundaryInAnyForm_isUnderstood(String type) {
        assertThat(read(type, "--b\nContent-Disposition: form-data; name=\"a\"\n\nx\n--b--\n").text("a", 9))
                .contains("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"`x`|expected the first boundary",
            "`--b`|expected headers and an empty line",
            "`--b\nContent-Disposition: form-data; name=a\n\nx`|expected the last",
            "`--b\nContent-Type: a/b\n\nx\n--b--`|expected Content-Disposition: form-data with a name",
            "`--b\nContent-Disposition: attachment; name=a\n\nx\n--b--`|expected Content-Disposition: form-data"})
    void read_brokenBody_saysWhatWasExpected(String body, String expected) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(AiException.class).hasMessageStartingWith(expected);
    }

    @Test
    void read_tooMuch_isRefused() {
        var part = "--b\nContent-Disposition: form-data; name=a\n\nx\n";
        assertThatThrownBy(() -> read(part.repeat(33) + "--b--")).hasMessage("expected at most 32 parts");
        assertThatThrownBy(() -> read("--b\nX: " + "x".repeat(5000) + "\n\nx\n--b--"))
                .hasMessageStartingWith("expected headers of at most");
        assertThatThrownBy(() -> read("multipart/form-data", part)).hasMessageStartingWith("expected a boundary");
    }
}
