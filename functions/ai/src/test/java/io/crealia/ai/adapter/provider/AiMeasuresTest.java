package io.crealia.ai.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.ai.domain.enrich.EnrichPrompt;
import io.crealia.ai.domain.highlight.RerankPrompt;
import io.crealia.ai.port.AiFailure;
import io.crealia.testkit.Counted;
import org.junit.jupiter.api.Test;

class AiMeasuresTest {
    private static void fail(AiFailure failure) {
        assertThatThrownBy(() -> AiMeasures.call("enrich", () -> {
            throw failure;
        })).isSameAs(failure);
    }

    @Test
    void call_outcomes_areCountedByOperation() {
        var counted = Counted.during(() -> {
            assertThat(AiMeasures.call("enrich", () -> "answer")).isEqualTo("answer");
            fail(AiFailure.refused("no", null));
            fail(AiFailure.unavailable("away", null));
            fail(AiFailure.malformed("wrong", null));
        });

        assertThat(counted).containsEntry("crealia_ai_calls_total|enrich|ok", 1L)
                .containsEntry("crealia_ai_calls_total|enrich|refused", 1L)
                .containsEntry("crealia_ai_calls_total|enrich|failed", 2L)
                .containsKey("crealia_ai_call_duration_seconds|enrich|sum");
    }

    @Test
    void used_tokens_byDirection() {
        var counted = Counted.during(() -> AiMeasures.used("rerank", Amount.tokens(120, 30)));

        assertThat(counted).containsEntry("crealia_ai_tokens_total|rerank|input", 120L)
                .containsEntry("crealia_ai_tokens_total|rerank|output", 30L);
    }

    @Test
    void operation_tasks_haveNamesOfTheCatalogue() {
        assertThat(AiMeasures.operation(EnrichPrompt.NAME)).isEqualTo("enrich");
        assertThat(AiMeasures.operation(RerankPrompt.NAME)).isEqualTo("rerank");
    }
}
