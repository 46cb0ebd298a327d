package io.crealia.ai;

import dagger.Module;
import dagger.Provides;
import io.crealia.ai.adapter.bedrock.BedrockConverse;
import io.crealia.ai.adapter.openai.OpenAiChat;
import io.crealia.ai.adapter.openai.OpenAiHttp;
import io.crealia.ai.adapter.openai.OpenAiSpeechRecogniser;
import io.crealia.ai.adapter.provider.CheckedTextModel;
import io.crealia.ai.adapter.provider.Once;
import io.crealia.ai.adapter.provider.ProviderCalls.Limits;
import io.crealia.ai.adapter.provider.ProviderCalls;
import io.crealia.ai.adapter.provider.Purchases;
import io.crealia.ai.adapter.provider.ResultCache;
import io.crealia.ai.adapter.transcribe.TranscribeSpeechRecogniser;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.TextModel;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.lambda.Secrets;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/** Wires the providers that the environment names. Nothing here connects to anything. */
@Module
abstract class AiProvidersFactory {
    private static final Duration LONGEST_TEXT = Duration.ofMinutes(2);
    private static final Duration LONGEST_SPEECH = Duration.ofMinutes(10);
    private static final Duration LONGEST_JOB_CALL = Duration.ofSeconds(30);

    @Provides
    @Singleton
    static SpeechRecogniser speechRecogniser(Environment environment, Secrets secrets, AwsClients clients,
            MediaStore store, Budget budget, Ledger ledger, InstantSource clock) {
        var config = AiConfig.Speech.of(environment);
        var purchases = new Purchases(budget, ledger, config.prices());
        var cache = new ResultCache(store);
        return switch (config.provider()) {
            case OPENAI -> new OpenAiSpeechRecogniser(
                    new OpenAiHttp(config.base().orElseThrow(), key(environment, secrets), clock),
                    new OpenAiSpeechRecogniser.Settings(config.model().orElseThrow(), config.alignModel(),
                            config.review()),
                    store, calls("openai speech", LONGEST_SPEECH, clock), cache, purchases, new SecureRandom());
            case TRANSCRIBE -> new TranscribeSpeechRecogniser(new Once<>(() -> transcribe(environment, clients)),
                    new TranscribeSpeechRecogniser.Settings(environment.required("CREALIA_MEDIA_BUCKET"),
                            config.review()),
                    store, calls("transcribe", LONGEST_JOB_CALL, clock), cache, purchases, clock);
        };
    }

    @Provides
    @Singleton
    static TextModel textModel(Environment environment, Secrets secrets, AwsClients clients, MediaStore store,
            Budget budget, Ledger ledger, InstantSource clock) {
        var config = AiConfig.Text.of(environment);
        var provider = switch (config.provider()) {
            case OPENAI -> new OpenAiChat(
                    new OpenAiHttp(config.base().orElseThrow(), key(environment, secrets), clock), config.model());
            case BEDROCK -> new BedrockConverse(new Once<>(() -> bedrock(environment, clients)), config.model(), clock);
        };
        return new CheckedTextModel(provider, calls(provider.name() + " text", LONGEST_TEXT, clock),
                new ResultCache(store), new Purchases(budget, ledger, config.prices()));
    }

    private static ProviderCalls calls(String name, Duration longest, InstantSource clock) {
        return new ProviderCalls(name, Limits.within(longest), clock, Thread::sleep, new SecureRandom());
    }

    private static Supplier<String> key(Environment environment, Secrets secrets) {
        return () -> {
            var key = secret(environment, secrets).strip();
            if (!key.matches("[!-~]+")) {
                throw new ConfigurationException("CREALIA_AI_KEY", "a key of printable ASCII without spaces");
            }
            return key;
        };
    }

    private static String secret(Environment environment, Secrets secrets) {
        try {
            return secrets.value("CREALIA_AI_KEY", "CREALIA_AI_SECRET_ARN");
        } catch (SdkException e) {
            throw new DependencyException(
                    "Secrets Manager: " + environment.string("CREALIA_AI_SECRET_ARN", "CREALIA_AI_SECRET_ARN"), e);
        }
    }

    private static TranscribeClient transcribe(Environment environment, AwsClients clients) {
        return clients.configured(TranscribeClient.builder(), environment.uri("AWS_ENDPOINT_URL_TRANSCRIBE"))
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry())).build();
    }

    // The shared HTTP client gives up after 20 silent seconds; a model may think longer.
    private static BedrockRuntimeClient bedrock(Environment environment, AwsClients clients) {
        return clients.configured(BedrockRuntimeClient.builder(), environment.uri("AWS_ENDPOINT_URL_BEDROCK_RUNTIME"))
                .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(LONGEST_TEXT).build())
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry())).build();
    }
}
