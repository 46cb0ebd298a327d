package io.crealia.ai;

import dagger.Module;
import dagger.Provides;
import io.crealia.ai.adapter.MongoTranscriptionRepository;
import io.crealia.ai.adapter.S3MediaStore;
import io.crealia.ai.adapter.TranscribeEventReader;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.TranscriptionRepository;
import io.crealia.ai.usecase.ResumeTranscription;
import io.crealia.ai.usecase.StepFacts;
import io.crealia.ai.usecase.TellStep;
import io.crealia.ai.usecase.TranscribeSpeech;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.store.MongoConnection;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Wires what the steps of understanding share, and the step that makes captions. */
@Module
abstract class AiFactory {
    /** What decides which words are heard; another value must not be served the words of an earlier one. */
    private static final List<String> HEARING = List.of("CREALIA_AI_SPEECH", "CREALIA_AI_BASE_URL",
            "CREALIA_AI_SPEECH_MODEL", "CREALIA_AI_ALIGN_MODEL", "CREALIA_AI_SPEECH_REVIEW");

    @Provides
    @Singleton
    static MediaStore mediaStore(AwsClients clients, Environment environment) {
        return new S3MediaStore(clients::s3, environment.required("CREALIA_MEDIA_BUCKET"));
    }

    @Provides
    @Singleton
    static StepFacts stepFacts(InstantSource clock) {
        return new StepFacts(clock);
    }

    @Provides
    @Singleton
    static TellStep tellStep(StepFacts facts, MessageSender sender) {
        return new TellStep(facts, sender);
    }

    @Provides
    @Singleton
    static TranscriptionRepository transcriptions(MongoConnection mongo) {
        return new MongoTranscriptionRepository(mongo.collection(MongoTranscriptionRepository.COLLECTION));
    }

    @Provides
    @Singleton
    static TranscribeSpeech transcribeSpeech(MediaStore store, SpeechRecogniser recogniser, Environment environment,
            TranscriptionRepository waiting, TellStep tell) {
        return new TranscribeSpeech(store, recogniser, hearing(environment), waiting, tell);
    }

    @Provides
    @Singleton
    static ResumeTranscription resumeTranscription(TranscriptionRepository waiting, TranscribeSpeech transcribe) {
        return new ResumeTranscription(waiting, transcribe);
    }

    @Provides
    @Singleton
    static TranscriptionEvents transcriptionEvents(ResumeTranscription resume) {
        return new TranscriptionEvents(new TranscribeEventReader(), resume);
    }

    static String hearing(Environment environment) {
        return HEARING.stream().map(name -> name + "=" + environment.string(name, ""))
                .collect(Collectors.joining("\n"));
    }
}
