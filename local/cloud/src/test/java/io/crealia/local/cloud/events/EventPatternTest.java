package io.crealia.local.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventPatternTest {

    private static final String EVENT = """
            {"source":"aws.mediaconvert","detail-type":"MediaConvert Job State Change","resources":["arn:a","arn:b"],
             "detail":{"status":"COMPLETE","userMetadata":{"token":"wfl_1.probe.1"},"count":3,"done":true,"none":null}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"source":["aws.mediaconvert"]}                                        | true
            {"source":["aws.s3","aws.mediaconvert"]}                               | true
            {"source":["aws.s3"]}                                                  | false
            {"source":["aws.mediaconvert"],"detail":{"status":["ERROR"]}}          | false
            {"detail":{"status":["ERROR","COMPLETE"],"done":[true]}}               | true
            {"detail":{"count":[3.0]}}                                             | true
            {"detail":{"count":["3"]}}                                             | false
            {"detail":{"none":[null]}}                                             | true
            {"detail":{"absent":[null]}}                                           | false
            {"detail":{"userMetadata":{"token":[{"prefix":"wfl_"}]}}}              | true
            {"detail":{"userMetadata":{"token":[{"prefix":"x"}]}}}                 | false
            {"detail":{"count":[{"prefix":"3"}]}}                                  | false
            {"detail":{"userMetadata":{"token":[{"exists":true}]}}}                | true
            {"detail":{"userMetadata":{"other":[{"exists":true}]}}}                | false
            {"detail":{"userMetadata":{"other":[{"exists":false}]}}}               | true
            {"detail":{"status":[{"exists":false}]}}                               | false
            {"detail":{"status":[{"anything-but":["ERROR","CANCELED"]}]}}          | true
            {"detail":{"status":[{"anything-but":["COMPLETE"]}]}}                  | false
            {"detail":{"status":[{"anything-but":"COMPLETE"}]}}                    | false
            {"detail":{"absent":[{"anything-but":"COMPLETE"}]}}                    | false
            {"resources":["arn:b"]}                                                | true
            {"resources":["arn:c"]}                                                | false
            {"detail":{"status":{"deeper":["x"]}}}                                 | false
            """)
    void matches_eachOperator_asEventBridgeDocuments(String pattern, boolean expected) throws Exception {
        assertThat(new EventPattern(json(pattern)).matches(json(EVENT))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"x\"", "{\"source\":\"aws.s3\"}", "{\"source\":[]}", "{\"detail\":{}}",
            "{\"detail\":{\"a\":[{\"suffix\":\"x\"}]}}", "{\"detail\":{\"a\":[{\"prefix\":1}]}}",
            "{\"detail\":{\"a\":[{\"exists\":\"yes\"}]}}", "{\"detail\":{\"a\":[{\"anything-but\":[]}]}}",
            "{\"detail\":{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]}}", "{\"detail\":{\"a\":[[1]]}}",
            "{\"detail\":{\"a\":[{\"prefix\":\"x\",\"exists\":true}]}}"})
    void pattern_thatItCannotHonour_isRefused(String pattern) {
        assertThatThrownBy(() -> new EventPattern(json(pattern))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eventPattern");
    }

    @Test
    void pattern_unknownOperator_namesItsField() {
        assertThatThrownBy(() -> new EventPattern(json("{\"detail\":{\"size\":[{\"numeric\":[\">\",1]}]}}")))
                .hasMessageContaining("/detail/size").hasMessageContaining("numeric");
    }

    static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
