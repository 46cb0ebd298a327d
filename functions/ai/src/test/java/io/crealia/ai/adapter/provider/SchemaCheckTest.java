package io.crealia.ai.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaCheckTest {
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["a"],"properties":{
              "a":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"string","minLength":1,"maxLength":3}},
              "b":{"type":["integer","null"],"minimum":0,"maximum":9},
              "c":{"enum":["x","y"]}, "d":{"type":"boolean"}, "e":{"type":"number"}}}""";

    private static List<String> faults(String value) {
        return SchemaCheck.faults(Json.parse(SCHEMA), Json.parse(value));
    }

    @Test
    void faults_rightValues_areNone() {
        assertThat(faults("{\"a\":[\"x\"]}")).isEmpty();
        assertThat(faults("{\"a\":[\"x\",\"\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\"],\"b\":9,\"c\":\"y\",\"d\":true,"
                + "\"e\":0.5}")).isEmpty();
        assertThat(faults("{\"a\":[\"x\"],\"b\":null,\"e\":1}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"{}|/a: expected a value",
            "[]|/: expected \"object\"", "{\"a\":{}}|/a: expected \"array\"",
            "{\"a\":[]}|/a: expected 1 to 2 items", "{\"a\":[\"x\",\"y\",\"z\"]}|/a: expected 1 to 2 items",
            "{\"a\":[1]}|/a/0: expected \"string\"", "{\"a\":[\"\"]}|/a/0: expected 1 to 3 characters",
            "{\"a\":[\"xxxx\"]}|/a/0: expected 1 to 3 characters",
            "{\"a\":[\"x\"],\"b\":-1}|/b: expected at least 0", "{\"a\":[\"x\"],\"b\":10}|/b: expected at most 9",
            "{\"a\":[\"x\"],\"b\":1.5}|/b: expected [\"integer\",\"null\"]",
            "{\"a\":[\"x\"],\"b\":99999999999999999999}|/b: expected [\"integer\",\"null\"]",
            "{\"a\":[\"x\"],\"c\":\"z\"}|/c: expected one of [\"x\",\"y\"]",
            "{\"a\":[\"x\"],\"d\":\"true\"}|/d: expected \"boolean\"",
            "{\"a\":[\"x\"],\"$where\":1}|/: expected no other members than a, b, c, d, e"})
    void faults_wrongValue_namesPlaceAndExpectation(String value, String fault) {
        assertThat(faults(value)).containsExactly(fault);
    }

    @Test
    void faults_countless_areBounded() {
        assertThat(SchemaCheck.faults(Json.parse("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"),
                Json.parse("[" + "1,".repeat(10_000) + "1]"))).hasSize(50);
    }

    @Test
    void faults_unknownKeyword_isOurMistake() {
        assertThatThrownBy(() -> SchemaCheck.faults(Json.parse("{\"oneOf\":[]}"), Json.parse("1")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("oneOf");
        assertThatThrownBy(() -> SchemaCheck.faults(Json.parse("{\"type\":\"date\"}"), Json.parse("1")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("date");
    }
}
