package io.crealia.ai;

import dagger.Module;
import dagger.Provides;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.TextModel;
import io.crealia.ai.usecase.EnrichOnStep;
import io.crealia.ai.usecase.EnrichStep;
import io.crealia.ai.usecase.HighlightsStep;
import io.crealia.ai.usecase.StepReuse;
import io.crealia.ai.usecase.TellStep;
import io.crealia.platform.config.Environment;
import jakarta.inject.Singleton;

/** Wires wording and highlights. */
@Module
abstract class AiEnrichFactory {
    @Provides
    @Singleton
    static EnrichOnStep enrichOnStep(MediaStore store, TextModel texts, TellStep tell, Environment environment) {
        var reuse = new StepReuse(store);
        var model = model(AiConfig.Text.of(environment));
        return new EnrichOnStep(new EnrichStep(store, reuse, texts, model),
                new HighlightsStep(store, reuse, texts, model), tell);
    }

    /** Who words things; another one must not be served what an earlier one said. */
    private static String model(AiConfig.Text config) {
        return config.provider() + " " + config.base().map(Object::toString).orElse("") + " " + config.model();
    }
}
