package io.crealia.ai;

import dagger.Component;
import io.crealia.ai.usecase.EnrichOnStep;
import io.crealia.ai.usecase.TranscribeSpeech;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of understanding are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class,
        AiFactory.class, AiProvidersFactory.class, AiEnrichFactory.class})
interface AiComponent extends FunctionContext {
    TranscribeSpeech transcribe();

    TranscriptionEvents transcriptionEvents();

    EnrichOnStep enrich();

    /** @param variables the function's environment variables */
    static AiComponent start(Map<String, String> variables) {
        return DaggerAiComponent.builder().environment(new Environment(variables)).build();
    }
}
