package io.crealia.ai.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.Spoken;
import io.crealia.ai.port.AiFailure;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HighlightsStepTest {
    @Test
    void execute_speech_hasExplainedHighlights() {
        var document = EnrichWorld.captioned().succeed(Step.HIGHLIGHTS);
        assertThat(document.path("preset").asText()).isEqualTo("promotional");
        assertThat(document.path("state").asText()).isEqualTo("suggested");
        assertThat(document.path("considered").asInt()).isGreaterThan(10);
        var first = document.at("/highlights/0");
        assertThat(first.path("name").asText()).isEqualTo("h1");
        assertThat(first.at("/terms/loudness").asDouble()).as("the sound was read").isGreaterThan(0.6);
        assertThat(first.path("text").asText()).contains("coffee");
        assertThat(first.path("reasons").size()).isGreaterThanOrEqualTo(5);
        assertThat(document.at("/made_by/prompt_version").asText()).isEqualTo("rerank-1");
        assertThat(document.at("/usage/micros").asLong()).isEqualTo(340);
    }

    @Test
    void execute_captionsNeedReview_isComputedAndMarked() {
        var world = EnrichWorld.captioned();
        world.captions(Spoken.coffee(), "needs_review");
        var document = world.succeed(Step.HIGHLIGHTS);
        assertThat(document.path("state").asText()).isEqualTo("needs_review");
        assertThat(document.path("highlights")).isNotEmpty();
    }

    @Test
    void execute_modelsOrder_isBoundedAndHasNoTimes() {
        var world = EnrichWorld.captioned();
        world.texts.on("crealia_rerank", task -> {
            var last = task.data().path("candidates").size();
            return "{\"ranking\":[\"c" + last + "\"]}";
        });
        var reranked = world.succeed(Step.HIGHLIGHTS);
        var plain = unavailable().succeed(Step.HIGHLIGHTS);
        assertThat(spans(reranked)).isSubsetOf(spans(plain));
        for (var highlight : reranked.path("highlights")) {
            plain.path("highlights").forEach(other -> {
                if (other.path("start_ms").equals(highlight.path("start_ms"))) {
                    assertThat(highlight.path("score").asDouble() - other.path("score").asDouble()).isBetween(0.0,
                            0.1001);
                }
            });
        }
        assertThat(reranked.path("highlights")).anyMatch(
                highlight -> highlight.path("reasons").toString().contains("The text model puts it at place 1 of"));
    }

    @Test
    void execute_modelUnavailable_scoresDecideAndNothingIsRemembered() {
        var world = unavailable();
        var document = world.succeed(Step.HIGHLIGHTS);
        assertThat(document.path("highlights")).isNotEmpty();
        assertThat(document.at("/notes/0").asText())
                .isEqualTo("The text model gave no usable order (ai.unavailable), so the scores alone decide.");
        assertThat(document.has("made_by")).isFalse();
        world.texts.on("crealia_rerank", _ -> "{\"ranking\":[\"c2\"]}");
        assertThat(world.succeed(Step.HIGHLIGHTS, 2).has("made_by")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ranking\":[\"c99\"]}", "{\"ranking\":[\"c1\",\"c1\"]}", "{}",
            "{\"ranking\":[{\"id\":\"c1\",\"start_ms\":31337}]}", "{\"ranking\":[\"c1\"],\"start_ms\":31337}",
            "{\"ranking\":[\"<b>PWNED</b>\"]}", "\"PWNED\""})
    void execute_hostileOrder_leavesTheScores(String hostile) {
        var world = EnrichWorld.captioned();
        world.texts.on("crealia_rerank", _ -> hostile);
        var document = world.succeed(Step.HIGHLIGHTS);
        assertThat(document.path("highlights")).isEqualTo(unavailable().succeed(Step.HIGHLIGHTS).path("highlights"));
        assertThat(document.at("/notes/0").asText()).contains("ai.malformed");
        assertThat(Json.text(document)).doesNotContain("PWNED", "31337", "c99");
        world.succeed(Step.HIGHLIGHTS, 2);
        assertThat(world.texts.asked()).as("a wrong answer is bought once").hasSize(3);
    }

    @Test
    void execute_oneMoment_needsNoModel() {
        var spoken = new Spoken().say("Ask not what your country can do for you.", 500).pause(400)
                .say("Ask what you can do for your country.", 500);
        var world = EnrichWorld.captioned(spoken);
        var document = world.succeed(Step.HIGHLIGHTS);
        assertThat(document.path("highlights")).hasSize(1);
        assertThat(world.texts.asked()).isEmpty();
    }

    @Test
    void execute_sameInputs_haveTheirEarlierResult() {
        var world = EnrichWorld.captioned();
        var first = world.succeed(Step.HIGHLIGHTS);
        assertThat(world.succeed(Step.HIGHLIGHTS, 2)).isEqualTo(first);
        assertThat(world.facts()).last().isInstanceOfSatisfying(Fact.StepSucceeded.class,
                fact -> assertThat(fact.resultKey()).endsWith("/highlights/1/result.json"));
        assertThat(world.texts.asked()).hasSize(1);
        world.preset = "educational";
        world.succeed(Step.HIGHLIGHTS, 3);
        assertThat(world.texts.asked().size()).isEqualTo(2);
    }

    @Test
    void execute_sameTokenAgain_tellsTheSame() {
        var world = EnrichWorld.captioned();
        world.succeed(Step.HIGHLIGHTS);
        world.succeed(Step.HIGHLIGHTS);
        assertThat(world.sender.sent().get(1)).isEqualTo(world.sender.sent().getFirst());
    }

    @Test
    void execute_nothingSpoken_isSkipped() {
        var world = EnrichWorld.captioned();
        world.result(Step.CAPTIONS, Json.object().put("schema", 1).put("skipped_reason", "Nobody speaks."));
        var document = world.succeed(Step.HIGHLIGHTS);
        assertThat(document.path("skipped_reason").asText()).isEqualTo("There is no transcript. Nobody speaks.");
        assertThat(document.path("highlights").isArray()).isTrue();
    }

    @Test
    void execute_nothingQualifies_isSkippedAndRemembered() {
        var spoken = new Spoken().say("Hello there.", 400);
        var world = EnrichWorld.captioned(spoken);
        world.drive(world.request(Step.HIGHLIGHTS, 1));
        world.drive(world.request(Step.HIGHLIGHTS, 2));
        assertThat(world.facts()).hasSize(2).allSatisfy(fact -> assertThat(fact).isInstanceOfSatisfying(
                Fact.StepSucceeded.class, succeeded -> {
                    assertThat(succeeded.skippedReason())
                            .contains("The whole speech is shorter than the 3 s that platforms take.");
                    assertThat(succeeded.resultKey()).endsWith("/highlights/1/result.json");
                }));
    }

    @Test
    void execute_noSound_leavesLoudnessOut() {
        var world = EnrichWorld.captioned();
        world.result(Step.TRANSCODE, Json.object().put("schema", 1).put("duration_ms", Spoken.coffee().at()));
        var document = world.succeed(Step.HIGHLIGHTS);
        assertThat(document.at("/highlights/0/terms").has("loudness")).isFalse();
        assertThat(document.path("notes").toString()).contains("no sound that could be measured");
    }

    @Test
    void execute_soundOfAnotherForm_leavesLoudnessOut() {
        var world = EnrichWorld.captioned();
        world.transcoded(Spoken.coffee().at(), "<html>not a sound</html>".getBytes(StandardCharsets.UTF_8));
        var document = world.succeed(Step.HIGHLIGHTS);
        assertThat(document.at("/highlights/0/terms").has("loudness")).isFalse();
        assertThat(document.path("notes").toString()).contains("no sound that could be measured");
    }

    @Test
    void execute_soundInPieces_isTheSame() {
        // 200 s of sound are two pieces.
        var spoken = Spoken.coffee().pause(140_000).say("This is very much the end of it all, dear friends.", 900);
        var document = EnrichWorld.captioned(spoken).succeed(Step.HIGHLIGHTS);
        assertThat(document.at("/highlights/0/terms/loudness").asDouble()).isGreaterThan(0.6);
    }

    @Test
    void execute_unknownPreset_isPermanent() {
        var world = EnrichWorld.captioned();
        world.preset = "nonsense";
        world.drive(world.request(Step.HIGHLIGHTS, 1));
        assertThat(world.facts()).singleElement().isInstanceOfSatisfying(Fact.StepFailed.class,
                fact -> assertThat(fact.code()).isEqualTo("highlights.unknown_preset"));
    }

    private static EnrichWorld unavailable() {
        var world = EnrichWorld.captioned();
        world.texts.on("crealia_rerank", _ -> {
            throw AiFailure.unavailable("The provider did not answer.", null);
        });
        return world;
    }

    private static List<String> spans(JsonNode document) {
        var spans = new ArrayList<String>();
        document.path("highlights")
                .forEach(highlight -> spans.add(highlight.path("start_ms") + "-" + highlight.path("end_ms")));
        return spans;
    }
}
