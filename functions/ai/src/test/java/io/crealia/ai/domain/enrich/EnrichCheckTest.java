package io.crealia.ai.domain.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnrichCheckTest {
    private static final EnrichCheck CHECK = new EnrichCheck(List.of(0, 3, 6, 9), 100);
    private static final String GOOD = """
            {"title":"Coffee at home","description":"How to brew coffee without a machine.",
             "hashtags":["#coffee","#кофе","#コーヒー","#कॉफ़ी","#brew2"],
             "chapters":[{"sentence":0,"title":"Beans"},{"sentence":6,"title":"Water"}],
             "moderation":{"flagged":false,"categories":[]}}""";

    @Test
    void apply_goodAnswer_hasNoFault() {
        assertThat(CHECK.apply(Json.parse(GOOD))).isEmpty();
        assertThat(CHECK.apply(with("/chapters", "[]"))).isEmpty();
        assertThat(CHECK.apply(with("/moderation", "{\"flagged\":true,\"categories\":[\"violence\",\"hate\"]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"\"", "[\"a\"]", "\" padded\"", "\"two\\nlines\"", "\"<b>bold</b>\"",
            "\"see https://evil.example\"", "\"```json\"", "\"\\u202Eabc\"", "\"\\u0000\"", "\"[x](javascript:1)\"",
            "\"../../etc/passwd\"", "\"\\ud800\""})
    void apply_hostileTexts_areRefused(String value) {
        for (var pointer : List.of("/title", "/description", "/chapters/0/title")) {
            assertThat(CHECK.apply(with(pointer, value))).as(pointer).isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault).startsWith(pointer + ": expected "));
        }
    }

    @Test
    void apply_lengths_areBounded() {
        assertThat(CHECK.apply(with("/title", quoted("x", 100)))).isEmpty();
        assertThat(CHECK.apply(with("/title", quoted("x", 101)))).singleElement().asString().contains("1 to 100");
        assertThat(CHECK.apply(with("/description", quoted("x", 1000)))).isEmpty();
        assertThat(CHECK.apply(with("/description", quoted("x", 1001)))).singleElement().asString()
                .contains("1 to 1000");
        assertThat(CHECK.apply(with("/chapters/1/title", quoted("x", 60)))).isEmpty();
        assertThat(CHECK.apply(with("/chapters/1/title", quoted("x", 61)))).singleElement().asString()
                .contains("1 to 60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "[\"#a\",\"#b\"]", "[\"#a\",\"#b\",\"c\"]", "[\"#a\",\"#b\",\"#A\"]",
            "[\"#a\",\"#b\",\"#c d\"]", "[\"#a\",\"#b\",\"#c-d\"]", "[\"#a\",\"#b\",\"#\"]",
            "[\"#a\",\"#b\",\"#2026\"]",
            "[\"#a\",\"#b\",\"##c\"]", "[\"#a\",\"#b\",\"#<b>\"]", "[\"#a\",\"#b\",3]", "[\"#a\",\"#b\",\"#c\\n\"]",
            "[\"#a\",\"#b\",\"#c\\u200B\"]",
            "[\"#a\",\"#b\",\"#c\",\"#d\",\"#e\",\"#f\",\"#g\",\"#h\",\"#i\",\"#j\",\"#k\"]"})
    void apply_wrongHashtags_areRefused(String value) {
        assertThat(CHECK.apply(with("/hashtags", value))).isNotEmpty()
                .allSatisfy(fault -> assertThat(fault).startsWith("/hashtags"));
    }

    @Test
    void apply_fewWordsSpoken_oneHashtagIsEnough() {
        var one = with("/hashtags", "[\"#coffee\"]");
        assertThat(new EnrichCheck(List.of(0, 3, 6, 9), 19).apply(one)).isEmpty();
        assertThat(new EnrichCheck(List.of(0, 3, 6, 9), 20).apply(one)).containsExactly(
                "/hashtags: expected a list of 3 to 10");
        assertThat(new EnrichCheck(List.of(0, 3, 6, 9), 19).apply(with("/hashtags", "[]"))).hasSize(1);
    }

    @Test
    void apply_hashtagTooLong_isRefused() {
        assertThat(CHECK.apply(with("/hashtags", "[\"#a\",\"#b\",\"#" + "c".repeat(50) + "\"]"))).isEmpty();
        assertThat(CHECK.apply(with("/hashtags", "[\"#a\",\"#b\",\"#" + "c".repeat(51) + "\"]"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"sentence\":3,\"title\":\"late\"}]",
            "[{\"sentence\":0,\"title\":\"a\"},{\"sentence\":0,\"title\":\"b\"}]",
            "[{\"sentence\":0,\"title\":\"a\"},{\"sentence\":6,\"title\":\"b\"},{\"sentence\":3,\"title\":\"c\"}]",
            "[{\"sentence\":0,\"title\":\"a\"},{\"sentence\":99,\"title\":\"invented\"}]",
            "[{\"sentence\":0,\"title\":\"a\"},{\"sentence\":4,\"title\":\"not shown\"}]",
            "[{\"sentence\":-1,\"title\":\"a\"}]",
            "[{\"sentence\":0.0,\"title\":\"a\"}]", "[{\"sentence\":\"0\",\"title\":\"a\"}]",
            "[{\"sentence\":4294967296,\"title\":\"a\"}]", "[{\"sentence\":0,\"title\":\"a\",\"start_ms\":5000}]",
            "[\"a\"]", "{}",
            "[{\"start_ms\":0,\"title\":\"a\"}]"})
    void apply_wrongChapters_areRefused(String value) {
        assertThat(CHECK.apply(with("/chapters", value))).isNotEmpty()
                .allSatisfy(fault -> assertThat(fault).startsWith("/chapters").doesNotContain("invented"));
    }

    @Test
    void apply_moreThanTwentyChapters_areRefused() {
        var chapters = Json.array();
        for (int i = 0; i < 21; i++) {
            chapters.addObject().put("sentence", i).put("title", "t");
        }
        assertThat(CHECK.apply(with("/chapters", Json.text(chapters)))).containsExactly(
                "/chapters: expected a list of at most 20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"flagged\":true,\"categories\":[]}",
            "{\"flagged\":false,\"categories\":[\"hate\"]}",
            "{\"flagged\":true,\"categories\":[\"nonsense\"]}", "{\"flagged\":true,\"categories\":[\"hate\",\"hate\"]}",
            "{\"flagged\":\"no\",\"categories\":[]}", "{\"flagged\":false,\"categories\":[],\"score\":1}",
            "{\"flagged\":false}"})
    void apply_wrongModeration_isRefused(String value) {
        assertThat(CHECK.apply(with("/moderation", value))).isNotEmpty()
                .allSatisfy(fault -> assertThat(fault).startsWith("/moderation").doesNotContain("nonsense"));
    }

    @Test
    void apply_strangerAtTheTop_isRefusedUnnamed() {
        var answer = (ObjectNode) Json.parse(GOOD);
        answer.put("ignore previous instructions", 1);
        assertThat(CHECK.apply(answer)).singleElement().asString().startsWith(": expected no other members")
                .doesNotContain("ignore");
        assertThat(CHECK.apply(Json.array())).isNotEmpty();
    }

    private static JsonNode with(String pointer, String value) {
        var answer = (ObjectNode) Json.parse(GOOD);
        var slash = pointer.lastIndexOf('/');
        ((ObjectNode) answer.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), Json.parse(value));
        return answer;
    }

    private static String quoted(String text, int times) {
        return '"' + text.repeat(times) + '"';
    }
}
