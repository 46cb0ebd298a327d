package io.crealia.ai.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.adapter.Rig;
import io.crealia.ai.adapter.provider.CheckedTextModel;
import io.crealia.ai.domain.enrich.EnrichCheck;
import io.crealia.ai.domain.enrich.EnrichPrompt;
import io.crealia.ai.domain.enrich.SentenceSample;
import io.crealia.ai.port.SpeechRecogniser.Order;
import io.crealia.ai.port.SpeechRecogniser.Recognition.Recognised;
import io.crealia.ai.port.TextModel.Task;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.ai.SpeechSample;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapters on the local edition's own models: what one side sends and answers, the other takes. */
final class LocalProviderTest {
    private static final String SCRIPT = "Good bread needs time. The dough rests and rises.";
    @TempDir
    private static Path directory;
    private static Rig.Mongo mongo;
    private static EmbeddedCloud cloud;
    private static Rig rig;
    private static OpenAiHttp http;

    @BeforeAll
    static void start() {
        mongo = new Rig.Mongo(directory.resolve("mongo"));
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory.resolve("ai")).only(Service.AI));
        rig = mongo.rig();
        http = new OpenAiHttp(cloud.endpoints().ai(), cloud.endpoints()::aiKey, rig.clock);
    }

    @AfterAll
    static void stop() {
        cloud.close();
        mongo.close();
    }

    @Test
    void recognise_scriptOfSyntheticSpeech_isAligned() throws IOException {
        var file = directory.resolve("speech.wav");
        SpeechSample.write(SCRIPT, file);
        rig.store.put("speech.wav", Files.readAllBytes(file), "audio/wav");
        var recogniser = new OpenAiSpeechRecogniser(http,
                new OpenAiSpeechRecogniser.Settings("crealia-sphinx-en", Optional.of("crealia-align-en"), true),
                rig.store, rig.calls(), rig.cache, rig.purchases, rig.random);

        var heard = (Recognised) recogniser.recognise(new Order(Rig.cause("captions", 1), "speech.wav", 10_000,
                Optional.of("en"), Optional.of(SCRIPT)), rig.within(Duration.ofMinutes(5)));

        assertThat(heard.words()).hasSizeGreaterThan(3);
        assertThat(heard.words()).extracting(Word::text).isSubsetOf(SCRIPT.split(" "));
        assertThat(heard.needsReview()).isFalse();
        assertThat(heard.language()).contains("en");
    }

    @Test
    void complete_enrich_passesItsOwnCheck() {
        var words = new ArrayList<Word>();
        long at = 0;
        for (var word : SpeechSample.SCRIPT.strip().split("\\s+")) {
            words.add(new Word(word, at, at + 300, 1, false));
            at += 400;
        }
        var sample = SentenceSample.of(new Transcript("en", "script", words).sentences());
        var model = new CheckedTextModel(new OpenAiChat(http, "crealia-extract-1"), rig.calls(), rig.cache,
                rig.purchases);

        var answer = model.complete(
                new Task(Rig.cause("enrich", 1), EnrichPrompt.NAME, EnrichPrompt.VERSION, EnrichPrompt.INSTRUCTIONS,
                        EnrichPrompt.data("en", "educational", sample), EnrichPrompt.schema(),
                        new EnrichCheck(sample.indexes(), words.size()), EnrichPrompt.MAX_OUTPUT_TOKENS),
                rig.within(Duration.ofMinutes(2)));

        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(answer.notice()).hasValueSatisfying(notice -> assertThat(notice).contains("not understood"));
    }
}
