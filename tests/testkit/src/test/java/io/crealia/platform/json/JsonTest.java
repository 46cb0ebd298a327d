package io.crealia.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    @Test
    void parse_text_roundTrips() {
        var text = "{\"a\":[1,2.5,\"ü你\",null,true],\"b\":{}}";

        assertThat(Json.text(Json.parse(text))).isEqualTo(text);
        assertThat(new String(Json.bytes(Json.parse(text)), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Json.parse(text));
        assertThat(Json.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Json.parse(text));
    }

    /** What a tree is, is Jackson's own decision; only the way there is ours. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2.5,\"ü你\",null,true,false],\"b\":{\"c\":[[]]}}", "2147483648", "-0", "-0.0",
            "99999999999999999999", "1e400", "1.0", "1E-7", "0.1", "123456789.123456789",
            "\"\\u0000\\ud83d\\ude00\\\"\"",
            "null", "true", "{}", "[]", ""})
    void parseAndText_areWhatJacksonsMapperMakes(String text) throws IOException {
        var mapper = new ObjectMapper();
        var expected = mapper.readTree(text);

        assertThat(Json.parse(text)).isEqualTo(expected);
        assertThat(Json.parseRequest("[%s]".formatted(text).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(mapper.readTree("[%s]".formatted(text)));
        assertThat(Json.text(Json.parse(text))).isEqualTo(expected.toString());
        assertThat(Json.bytes(Json.parse(text))).isEqualTo(mapper.writeValueAsBytes(expected));
    }

    @Test
    void text_ofBytesAndOfAMissingValue_isWhatJacksonsMapperMakes() throws IOException {
        var node = Json.object().put("bytes", new byte[]{0, -1, 127});
        assertThat(Json.text(node)).isEqualTo(node.toString());
        assertThat(Json.bytes(node)).isEqualTo(new ObjectMapper().writeValueAsBytes(node));
        assertThat(Json.text(node.path("absent"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}", "{}x", "{'a':1}", "{a:1}", "[1,]", "NaN", "// x\n1",
            "01",
            "\"\\x\"", "\"a\nb\""})
    void parse_notStrictJson_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void parse_tooDeep_isRefusedQuickly() {
        Json.parse("[".repeat(64) + "]".repeat(64));
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void parse_tooLong_isRefused() {
        assertThatThrownBy(() -> Json.parse(("[" + "1,".repeat(6_000_000) + "1]").getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\ufeff{}", "\ufeff"})
    void parseRequest_nothingOrAMark_isRefused(String text) {
        assertThatThrownBy(() -> Json.parseRequest(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void parseRequest_otherEncoding_isRefused() {
        for (var charset : new Charset[]{StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32}) {
            assertThatThrownBy(() -> Json.parseRequest("{\"a\":1}".getBytes(charset))).as(charset.name())
                    .isInstanceOf(MalformedJsonException.class);
        }
        assertThatThrownBy(() -> Json.parseRequest(new byte[]{'"', (byte) 0xc0, (byte) 0xaf, '"'}))
                .isInstanceOf(MalformedJsonException.class);
    }

    /** What is wrong with a body may be logged or answered, its content may not. */
    @Test
    void parse_malformed_namesThePlaceAndNotTheContent() {
        assertThatThrownBy(() -> Json.parse("{\n \"secret\": hunter2 }")).hasMessageContaining("line 2")
                .hasMessageNotContaining("hunter2").hasMessageNotContaining("secret").hasNoCause();
    }

    @Test
    void parse_brokenStream_isRefused() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> Json.parse(broken)).isInstanceOf(MalformedJsonException.class);
    }
}
