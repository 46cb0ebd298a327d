package io.crealia.ai.usecase;

import io.crealia.ai.domain.highlight.RerankPrompt;
import io.crealia.ai.domain.highlight.Shortlist;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.TextModel;
import io.crealia.contracts.Fact;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.util.List;
import java.util.Optional;

/** Asks a text model for its order of the moments on a shortlist. Without an answer the scores alone decide. */
final class HighlightsRerank {
    private static final Log LOG = Log.of(HighlightsRerank.class);

    private final TextModel texts;

    HighlightsRerank(TextModel texts) {
        this.texts = texts;
    }

    /**
     * @param order indexes into the shortlist; empty if there is none
     * @param answer that the order is from
     * @param note why there is no order
     * @param settled whether asking again with the same inputs would end the same
     */
    record Order(List<Integer> order, Optional<TextModel.Answer> answer, Optional<String> note, boolean settled) {}

    Order execute(Fact.StepRequested request, Shortlist shortlist, Deadline deadline) {
        var candidates = shortlist.texts();
        if (candidates.size() < 2) {
            return new Order(List.of(), Optional.empty(), Optional.empty(), true);
        }
        try {
            var answer = texts.complete(new TextModel.Task(request, RerankPrompt.NAME, RerankPrompt.VERSION,
                    RerankPrompt.INSTRUCTIONS, RerankPrompt.data(request.parameters().preset(), candidates),
                    RerankPrompt.schema(candidates.size()), json -> RerankPrompt.faults(json, candidates.size()),
                    RerankPrompt.MAX_OUTPUT_TOKENS), deadline);
            return new Order(RerankPrompt.order(answer.json(), candidates.size()), Optional.of(answer),
                    EnrichStep.notice(answer), true);
        } catch (AiFailure e) {
            LOG.warn("the text model gave no order", LogField.CODE.of(e.code()));
            // Money and servers come back; an answer that was wrong three times is bought once only.
            var settled = e.code().equals(AiFailure.MALFORMED);
            return new Order(List.of(), Optional.empty(), Optional
                    .of("The text model gave no usable order (%s), so the scores alone decide.".formatted(e.code())),
                    settled);
        }
    }
}
