package io.crealia.ai.adapter.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crealia.ai.adapter.AwsStub;
import io.crealia.ai.adapter.AwsStub.Answer;
import io.crealia.ai.adapter.Rig;
import io.crealia.ai.adapter.Wav;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.SpeechRecogniser.Order;
import io.crealia.ai.port.SpeechRecogniser.Recognition;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Word;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/** The real client on a stub of Transcribe's wire format. */
final class TranscribeSpeechRecogniserTest {
    private static final String AUDIO = "acme/speech.wav";
    private static final String TOKEN = "wfl_01J9ZQ4M5N6P7R8S9T0V1W2X3Y.captions.1";
    private static final String FOLDER = "acme/ast_01J9ZQ4M5N6P7R8S9T0V1W2X3Y/wfl_01J9ZQ4M5N6P7R8S9T0V1W2X3Y/captions/1/";
    private static final String FILE = """
            {"jobName":"j","status":"COMPLETED","results":{"transcripts":[{"transcript":"Bread rises, slowly."}],"items":[
            {"id":0,"type":"pronunciation","start_time":"0.11","end_time":"0.42","alternatives":[{"confidence":"0.981","content":"Bread"}]},
            {"id":1,"type":"pronunciation","start_time":"0.42","end_time":"0.8","alternatives":[{"confidence":"0.5","content":"rises"}]},
            {"id":2,"type":"punctuation","alternatives":[{"confidence":"0.0","content":","}]},
            {"id":3,"type":"pronunciation","start_time":"0.8","end_time":"1.0","alternatives":[{"confidence":"1.0","content":"slowly"}]},
            {"id":4,"type":"punctuation","alternatives":[{"confidence":"0.0","content":"."}]}]}}""";
    @TempDir
    private static Path directory;
    private static Rig.Mongo mongo;
    private static AwsStub stub;
    private static TranscribeClient client;
    private Rig rig;
    private TranscribeSpeechRecogniser recogniser;
    /** Of the one job; null before it is started. */
    private volatile String status;

    @BeforeAll
    static void start() {
        mongo = new Rig.Mongo(directory);
        stub = new AwsStub();
        client = AwsStub.clients().configured(TranscribeClient.builder(), Optional.of(stub.endpoint()))
                .overrideConfiguration(one -> one.retryStrategy(DefaultRetryStrategy.doNotRetry())).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        stub.close();
        mongo.close();
    }

    @BeforeEach
    void build() {
        rig = mongo.rig();
        rig.store.put(AUDIO, Wav.ofTone(1_000), "audio/wav");
        recogniser = new TranscribeSpeechRecogniser(() -> client,
                new TranscribeSpeechRecogniser.Settings("media", true), rig.store, rig.calls(), rig.cache,
                rig.purchases, rig.clock);
        status = null;
        stub.answer(this::serve);
    }

    private Answer serve(AwsStub.Call call) {
        if (call.target().equals("Transcribe.StartTranscriptionJob")) {
            if (status != null) {
                return Answer.error(400, "ConflictException", "There is a job of that name.");
            }
            status = "IN_PROGRESS";
            return job();
        }
        return status == null
                ? Answer.error(400, "BadRequestException",
                        "The requested job couldn't be found. Check the job name and try your request again.")
                : job();
    }

    private Answer job() {
        var body = Json.object();
        body.putObject("TranscriptionJob").put("TranscriptionJobName", TOKEN).put("TranscriptionJobStatus", status)
                .put("LanguageCode", "en-US").put("FailureReason", "The media format <b>x</b> is not supported.");
        return Answer.ok(body);
    }

    private Recognition recognise(int attempt, String language) {
        return recogniser.recognise(new Order(Rig.cause("captions", attempt), AUDIO, 1_000,
                Optional.ofNullable(language), Optional.empty()), rig.within(Duration.ofMinutes(1)));
    }

    private void complete(String file) {
        status = "COMPLETED";
        rig.store.put(FOLDER + "transcribe.json", file.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    @Test
    void recognise_firstTime_startsAJobNamedByTheToken() {
        assertThat(recognise(1, null)).isEqualTo(new Recognition.Pending(TOKEN));
        assertThat(stub.calls()).hasSize(1);
        var body = stub.calls().getFirst().body();
        assertThat(stub.calls().getFirst().target()).isEqualTo("Transcribe.StartTranscriptionJob");
        assertThat(body.path("TranscriptionJobName").asText()).isEqualTo(TOKEN);
        assertThat(body.at("/Media/MediaFileUri").asText()).isEqualTo("s3://media/" + AUDIO);
        assertThat(body.path("MediaFormat").asText()).isEqualTo("wav");
        assertThat(body.path("OutputBucketName").asText()).isEqualTo("media");
        assertThat(body.path("OutputKey").asText()).isEqualTo(FOLDER + "transcribe.json");
        assertThat(body.path("IdentifyLanguage").asBoolean()).isTrue();
        assertThat(body.has("LanguageCode")).isFalse();
        // Fifteen seconds are the least that is billed.
        assertThat(rig.rows()).hasSize(1);
        assertThat(rig.row(CostKind.ESTIMATE).micros()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @CsvSource({"en,en-US", "en-GB,en-GB", "de,de-DE", "it,it-IT", "tlh,"})
    void recognise_language_isTranscribesOwnOrFoundOut(String language, String code) {
        recognise(1, language);
        var body = stub.calls().getFirst().body();
        assertThat(body.path("LanguageCode").textValue()).isEqualTo(code);
        assertThat(body.path("IdentifyLanguage").asBoolean()).isEqualTo(code == null);
    }

    @Test
    void recognise_jobAtWork_isPendingWithoutAnotherJob() {
        recognise(1, null);
        assertThat(recognise(1, null)).isEqualTo(new Recognition.Pending(TOKEN));
        assertThat(stub.calls()).extracting(AwsStub.Call::target).containsExactly("Transcribe.StartTranscriptionJob",
                "Transcribe.GetTranscriptionJob");
    }

    @Test
    void recognise_complete_readsTheFileWithPunctuation() {
        recognise(1, null);
        complete(FILE);
        var heard = (Recognition.Recognised) recognise(1, null);
        assertThat(heard.words()).containsExactly(new Word("Bread", 110, 420, 0.981, false),
                new Word("rises,", 420, 800, 0.5, false), new Word("slowly.", 800, 1_000, 1, false));
        assertThat(heard.language()).contains("en-US");
        assertThat(heard.needsReview()).isTrue();
        assertThat(heard.usage().micros()).isEqualTo(1_500);
        assertThat(rig.row(CostKind.ACTUAL).micros()).isEqualTo(1_500);
        assertThat(rig.spentToday()).isEqualTo(1_500);
    }

    @Test
    void recognise_completeAndAskedAgain_tellsTheSameRows() {
        recognise(1, null);
        complete(FILE);
        assertThat(recognise(1, null)).isEqualTo(recognise(1, null));
        rig.row(CostKind.ESTIMATE);
        rig.row(CostKind.ACTUAL);
        assertThat(rig.spentToday()).isEqualTo(1_500);
    }

    @Test
    void recognise_nextAttemptOfTheSameSound_needsNoJob() {
        recognise(1, null);
        complete(FILE);
        recognise(1, null);
        rig.sender.clear();
        stub.answer(_ -> Answer.error(500, "InternalFailureException", "no call expected"));
        var heard = (Recognition.Recognised) recognise(2, null);
        assertThat(heard.words()).hasSize(3);
        assertThat(heard.usage().cached()).isTrue();
        assertThat(stub.calls()).isEmpty();
        assertThat(rig.rows()).isEmpty();
    }

    @Test
    void recognise_startedButTheAnswerWasLost_goesOnWithThatJob() {
        // Marked, and Start fails for good; the job is there all the same.
        stub.answer(_ -> Answer.error(500, "InternalFailureException", "x"));
        assertThat(recognise(1, null)).isEqualTo(new Recognition.Pending(TOKEN));
        assertThat(stub.calls()).hasSize(5);
        rig.clock.advance(Duration.ofMinutes(1));
        stub.answer(this::serve);
        status = "QUEUED";
        assertThat(recognise(1, null)).isEqualTo(new Recognition.Pending(TOKEN));
        complete(FILE);
        assertThat(recognise(1, null)).isInstanceOf(Recognition.Recognised.class);
    }

    @Test
    void recognise_neverStarted_isStartedByTheNextDelivery() {
        stub.answer(_ -> Answer.error(503, "ServiceUnavailableException", "x"));
        assertThat(recognise(1, null)).isInstanceOf(Recognition.Pending.class);
        rig.clock.advance(Duration.ofMinutes(1));
        stub.answer(this::serve);
        assertThat(recognise(1, null)).isInstanceOf(Recognition.Pending.class);
        assertThat(status).isEqualTo("IN_PROGRESS");
    }

    @Test
    void recognise_pollUnanswered_staysPending() {
        recognise(1, null);
        stub.answer(_ -> Answer.error(500, "InternalFailureException", "x"));
        assertThat(recognise(1, null)).isInstanceOf(Recognition.Pending.class);
    }

    @Test
    void recognise_limitExceeded_isTriedAgain() {
        stub.answer(call -> stub.calls().size() == 1 ? Answer.error(400, "LimitExceededException", "x") : serve(call));
        assertThat(recognise(1, null)).isInstanceOf(Recognition.Pending.class);
        assertThat(status).isEqualTo("IN_PROGRESS");
        assertThat(rig.slept).hasSize(1);
    }

    @Test
    void recognise_jobFailed_isRefusedWithoutItsWordsAndCostsNothing() {
        recognise(1, null);
        status = "FAILED";
        var failure = catchThrowableOfType(AiFailure.class, () -> recognise(1, null));
        assertThat(failure.code()).isEqualTo(AiFailure.REFUSED);
        assertThat(failure.getMessage()).contains("could not read the sound").doesNotContain("<b>");
        assertThat(rig.row(CostKind.ACTUAL).micros()).isZero();
        assertThat(rig.spentToday()).isZero();
    }

    @Test
    void recognise_startRefused_staysRefusedForThisToken() {
        stub.answer(_ -> Answer.error(403, "AccessDeniedException", "secret words"));
        var failure = catchThrowableOfType(AiFailure.class, () -> recognise(1, null));
        assertThat(failure.code()).isEqualTo(AiFailure.REFUSED);
        stub.answer(this::serve);
        assertThat(catchThrowableOfType(AiFailure.class, () -> recognise(1, null)))
                .hasMessage(failure.getMessage());
        assertThat(stub.calls()).isEmpty();
        assertThat(rig.row(CostKind.ACTUAL).micros()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"{", "{}", "{\"results\":{\"items\":[{}]}}",
            "{\"results\":{\"items\":[{\"start_time\":\"-1\",\"end_time\":\"1\",\"alternatives\":[{\"content\":\"x\"}]}]}}",
            "{\"results\":{\"items\":[{\"start_time\":\"0\",\"end_time\":\"99999\",\"alternatives\":[{\"content\":\"x\"}]}]}}",
            "{\"results\":{\"items\":[{\"start_time\":\"1e9\",\"end_time\":\"2\",\"alternatives\":[{\"content\":\"x\"}]}]}}"})
    void recognise_fileThatIsNone_isMalformed(String file) {
        recognise(1, null);
        complete(file);
        var failure = catchThrowableOfType(AiFailure.class, () -> recognise(1, null));
        assertThat(failure.code()).isEqualTo(AiFailure.MALFORMED);
        assertThat(rig.row(CostKind.ACTUAL).micros()).isEqualTo(1_500);
    }

    @Test
    void recognise_fileNotThereYet_isADependencysFault() {
        recognise(1, null);
        status = "COMPLETED";
        assertThat(catchThrowableOfType(DependencyException.class, () -> recognise(1, null)))
                .hasMessageContaining("transcribe.json");
    }
}
