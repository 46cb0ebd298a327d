package io.crealia.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.port.InMemoryMediaStore;
import io.crealia.ai.port.ScriptedTextModel;
import io.crealia.ai.usecase.EnrichOnStep;
import io.crealia.ai.usecase.EnrichStep;
import io.crealia.ai.usecase.HighlightsStep;
import io.crealia.ai.usecase.StepFacts;
import io.crealia.ai.usecase.StepReuse;
import io.crealia.ai.usecase.TellStep;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class EnrichRehearsalTest {
    private final MovableClock clock = new MovableClock();
    private final InMemoryMediaStore store = new InMemoryMediaStore();
    private final ScriptedTextModel texts = new ScriptedTextModel();
    private final RecordingSender sender = new RecordingSender();

    @Test
    void steps_goAsFarAsTheMissingCaptions_andStoreNothing() throws IOException {
        EnrichRehearsal.steps(new SqsBatchEdge(), steps(), clock);
        assertThat(store.keys()).isEmpty();
        assertThat(texts.asked()).isEmpty();
    }

    private EnrichOnStep steps() {
        var reuse = new StepReuse(store);
        return new EnrichOnStep(new EnrichStep(store, reuse, texts, "model"),
                new HighlightsStep(store, reuse, texts, "model"), new TellStep(new StepFacts(clock), sender));
    }
}
