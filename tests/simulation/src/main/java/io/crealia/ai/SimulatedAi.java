package io.crealia.ai;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.ai.adapter.bedrock.BedrockConverse;
import io.crealia.ai.adapter.provider.Prices;
import io.crealia.ai.adapter.provider.ProviderCalls;
import io.crealia.ai.adapter.provider.Purchases;
import io.crealia.ai.adapter.provider.CheckedTextModel;
import io.crealia.ai.adapter.provider.ResultCache;
import io.crealia.ai.adapter.provider.Sleeper;
import io.crealia.ai.adapter.transcribe.TranscribeSpeechRecogniser;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.usecase.TellStep;
import io.crealia.ai.usecase.TranscribeSpeech;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.platform.message.SqsBatchEdge;
import java.time.Duration;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/**
 * The functions of AI, made by their own factory and called as their handlers call them, with the AWS providers: both are interfaces of
 * the SDK. The providers' own factory makes clients, so what it puts around them is repeated here.
 */
public final class SimulatedAi {
    private static final String BUCKET = "CREALIA_MEDIA_BUCKET";

    private final SimulatedPlatform platform;
    private final Providers providers;
    private final MediaStore store;
    private final TellStep tell;

    /**
     * @param sleeper lets virtual time pass
     * @param random of the run
     */
    public record Providers(TranscribeClient speech, BedrockRuntimeClient text, Sleeper sleeper,
            RandomGenerator random) {}

    public SimulatedAi(SimulatedPlatform platform, Providers providers) {
        this.platform = platform;
        this.providers = providers;
        store = AiFactory.mediaStore(platform.clients(), platform.environment());
        tell = AiFactory.tellStep(AiFactory.stepFacts(platform.clock()), platform.sender());
    }

    /** As {@link AiOnTranscribeHandler}. */
    public RequestStreamHandler onTranscribe() {
        var edge = new SqsBatchEdge();
        var transcribe = transcribe();
        return (in, out, context) -> edge.handleFacts(in, out, context, fact -> transcribe.execute(fact,
                Deadline.within(context.getRemainingTimeInMillis(), platform.clock())));
    }

    /** As {@link AiOnTranscriptionStateHandler}. */
    public RequestStreamHandler onTranscriptionState() {
        var edge = new SqsBatchEdge();
        var events = AiFactory.transcriptionEvents(
                AiFactory.resumeTranscription(AiFactory.transcriptions(platform.mongo()), transcribe()));
        return (in, out, context) -> edge.handle(in, out, context, body -> events.accept(body,
                Deadline.within(context.getRemainingTimeInMillis(), platform.clock())));
    }

    /** As {@link AiOnEnrichHandler}. */
    public RequestStreamHandler onEnrich() {
        var edge = new SqsBatchEdge();
        var model = new CheckedTextModel(new BedrockConverse(providers::text, "simulated", platform.clock()),
                calls("bedrock text", Duration.ofMinutes(2)), new ResultCache(store),
                purchases(new Prices(0, 1000, 1000)));
        var steps = AiEnrichFactory.enrichOnStep(store, model, tell, platform.environment());
        return (in, out, context) -> edge.handleFacts(in, out, context, fact -> steps.execute(fact,
                Deadline.within(context.getRemainingTimeInMillis(), platform.clock())));
    }

    private TranscribeSpeech transcribe() {
        var recogniser = new TranscribeSpeechRecogniser(providers::speech,
                new TranscribeSpeechRecogniser.Settings(platform.environment().required(BUCKET), false), store,
                calls("transcribe", Duration.ofSeconds(30)), new ResultCache(store), purchases(new Prices(1000, 0, 0)),
                platform.clock());
        return AiFactory.transcribeSpeech(store, recogniser, platform.environment(),
                AiFactory.transcriptions(platform.mongo()), tell);
    }

    private Purchases purchases(Prices prices) {
        return new Purchases(platform.budget(), platform.ledger(), prices);
    }

    private ProviderCalls calls(String name, Duration longest) {
        return new ProviderCalls(name, ProviderCalls.Limits.within(longest), platform.clock(), providers.sleeper(),
                providers.random());
    }
}
