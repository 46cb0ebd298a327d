package io.crealia.local.cloud.ai;

import static io.crealia.local.cloud.ai.AiCalls.chatRequest;
import static io.crealia.local.cloud.ai.AiCalls.error;
import static io.crealia.local.cloud.ai.AiCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ai.text.ExtractiveText;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AiServerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] SOUND = Waves.of(new short[32_000]);
    private static final String DOCUMENT = """
            {"task":"enrich","language":"en","preset":"educational","sentences":[
            {"i":0,"text":"Bread needs flour.","start_ms":0,"end_ms":900}]}""";

    private final AtomicInteger speechLoads = new AtomicInteger();
    private final AtomicInteger textLoads = new AtomicInteger();
    private final FakeSpeechEngine speech = new FakeSpeechEngine();
    private AiServer server;
    private AiCalls calls;

    @BeforeEach
    void start() throws Exception {
        server = AiServer.start(0, AiCalls.KEY, () -> NOW, () -> {
            speechLoads.incrementAndGet();
            return speech;
        }, () -> {
            textLoads.incrementAndGet();
            return new ExtractiveText();
        });
        calls = new AiCalls(server.port());
    }

    @AfterEach
    void stop() {
        calls.close();
        server.close();
    }

    @Test
    void start_untilFirstAsked_loadsNoModel() throws Exception {
        assertThat(calls.get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(calls.transcribe(SOUND, "model", "nobody").statusCode()).isEqualTo(404);
        assertThat(speechLoads).hasValue(0);
        assertThat(textLoads).hasValue(0);
        calls.transcribe(SOUND, "model", "crealia-sphinx-en");
        calls.transcribe(SOUND, "model", "crealia-sphinx-en");
        assertThat(speechLoads).hasValue(1);
        assertThat(textLoads).hasValue(0);
        calls.chat(chatRequest("crealia_enrich", DOCUMENT).toString());
        calls.chat(chatRequest("crealia_enrich", DOCUMENT).toString());
        assertThat(textLoads).hasValue(1);
    }

    @Test
    void models_listedAndSingle_areNamed() throws Exception {
        var list = json(calls.get("/v1/models"));
        assertThat(list.path("object").asText()).isEqualTo("list");
        assertThat(list.path("data").findValuesAsText("id")).containsExactly("crealia-sphinx-en", "crealia-align-en",
                "crealia-extract-1");
        assertThat(json(calls.get("/v1/models/crealia-extract-1")).path("object").asText()).isEqualTo("model");
        assertThat(error(calls.get("/v1/models/gpt-4o"))).containsEntry("status", "404").containsEntry("code",
                "model_not_found");
    }

    @Test
    void transcribe_verboseWithWords_isOpenAisObject() throws Exception {
        var response = calls.transcribe(SOUND, "model", "crealia-sphinx-en", "response_format", "verbose_json",
                "timestamp_granularities[]", "word", "language", "en", "temperature", "0");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(response)).isEqualTo(json("""
                {"task":"transcribe","language":"english","duration":2.0,"text":"hello world","words":[
                {"word":"hello","start":0.1,"end":0.4},{"word":"world","start":1.2,"end":1.5}],
                "crealia_notice":"A draft."}"""));
    }

    @Test
    void transcribe_otherFormats_answerInThem() throws Exception {
        assertThat(json(calls.transcribe(SOUND, "model", "crealia-sphinx-en"))).isEqualTo(json("""
                {"text":"hello world","crealia_notice":"A draft."}"""));
        assertThat(calls.transcribe(SOUND, "model", "crealia-sphinx-en", "response_format", "text").body())
                .isEqualTo("hello world\n");
        var verbose = json(calls.transcribe(SOUND, "model", "crealia-sphinx-en", "response_format", "verbose_json"));
        assertThat(verbose.has("words")).isFalse();
        assertThat(verbose.path("segments")).isEqualTo(json("""
                [{"id":0,"start":0.1,"end":0.4,"text":"hello"},{"id":1,"start":1.2,"end":1.5,"text":"world"}]"""));
    }

    @Test
    void transcribe_script_isAligned() throws Exception {
        var answer = json(calls.transcribe(SOUND, "model", "crealia-align-en", "prompt", "Hello, World!",
                "response_format", "verbose_json", "timestamp_granularities[]", "word"));
        assertThat(answer.path("text").asText()).isEqualTo("Hello, World!");
        assertThat(answer.path("words").findValuesAsText("word")).containsExactly("Hello,", "World!");
        assertThat(answer.has("crealia_notice")).isFalse();
    }

    @Test
    void transcribe_soundTooShortForAWord_asksNobody() throws Exception {
        assertThat(json(calls.transcribe(Waves.of(new short[0]), "model", "crealia-sphinx-en")).path("text").asText())
                .isEmpty();
        assertThat(speechLoads).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"model|-|missing_required_parameter|model",
            "response_format|srt|invalid_value|response_format", "language|de|invalid_value|language",
            "language|english-but-not|invalid_value|language", "stream|true|invalid_value|stream",
            "timestamp_granularities[]|letter|invalid_value|timestamp_granularities[]",
            "timestamp_granularities[]|word|invalid_value|timestamp_granularities[]"})
    void transcribe_badField_isNamed(String field, String value, String code, String param) throws Exception {
        var response = value == null
                ? calls.transcribe(SOUND)
                : calls.transcribe(SOUND, "model", "crealia-sphinx-en", field, value);
        assertThat(error(response)).isEqualTo(
                Map.of("status", "400", "type", "invalid_request_error", "code", code, "param", param));
        assertThat(speech.calls).hasValue(0);
    }

    @Test
    void transcribe_badFile_isNamed() throws Exception {
        assertThat(error(calls.transcribe(null, "model", "crealia-sphinx-en"))).containsEntry("status", "400")
                .containsEntry("param", "file").containsEntry("code", "missing_required_parameter");
        var stereo = calls.transcribe(Waves.of(new short[2], 1, 2, 44_100, 16), "model", "crealia-sphinx-en");
        assertThat(error(stereo)).containsEntry("status", "400").containsEntry("param", "file");
        assertThat(json(stereo).path("error").path("message").asText()).contains("expected").contains("44100 Hz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ... "})
    void transcribe_alignmentWithoutScript_isRefused(String script) throws Exception {
        assertThat(error(calls.transcribe(SOUND, "model", "crealia-align-en", "prompt", script)))
                .containsEntry("status", "400").containsEntry("param", "prompt");
        assertThat(error(calls.transcribe(SOUND, "model", "crealia-align-en"))).containsEntry("param", "prompt");
    }

    @Test
    void transcribe_tooLarge_isRefused() throws Exception {
        var file = new byte[TranscriptionsApi.MOST_FILE_BYTES + 1];
        assertThat(error(calls.transcribe(file, "model", "crealia-sphinx-en"))).containsEntry("status", "413")
                .containsEntry("param", "file").containsEntry("type", "invalid_request_error");
        assertThat(error(calls.transcribe(new byte[file.length + 1_000_000], "model", "crealia-sphinx-en")))
                .containsEntry("status", "413");
        var script = "word ".repeat(20_001);
        assertThat(error(calls.transcribe(SOUND, "model", "crealia-align-en", "prompt", script)))
                .containsEntry("status", "413").containsEntry("param", "prompt");
        assertThat(error(calls.chat(" ".repeat(ChatApi.MOST_BYTES + 1)))).containsEntry("status", "413");
    }

    @Test
    void transcribe_engineFails_tellsNoDetail() throws Exception {
        var response = calls.transcribe(Waves.of(samples(666)), "model", "crealia-sphinx-en");
        assertThat(error(response)).containsEntry("status", "500").containsEntry("type", "server_error");
        assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(calls.transcribe(SOUND, "model", "crealia-sphinx-en").statusCode()).isEqualTo(200);
    }

    @Test
    void transcribe_sameSoundAgain_isNotHeardTwice() throws Exception {
        var first = calls.transcribe(SOUND, "model", "crealia-sphinx-en").body();
        assertThat(calls.transcribe(SOUND, "model", "crealia-sphinx-en").body()).isEqualTo(first);
        assertThat(speech.calls).hasValue(1);
        calls.transcribe(Waves.of(samples(1)), "model", "crealia-sphinx-en");
        calls.transcribe(SOUND, "model", "crealia-align-en", "prompt", "one");
        calls.transcribe(SOUND, "model", "crealia-align-en", "prompt", "two");
        assertThat(speech.calls).hasValue(4);
    }

    @Test
    void transcribe_failedBefore_isTriedAgain() throws Exception {
        calls.transcribe(Waves.of(samples(666)), "model", "crealia-sphinx-en");
        calls.transcribe(Waves.of(samples(666)), "model", "crealia-sphinx-en");
        assertThat(speech.calls).hasValue(2);
    }

    private static short[] samples(int first) {
        var samples = new short[32_000];
        samples[0] = (short) first;
        return samples;
    }

    @Test
    void chat_enrich_isOpenAisObject() throws Exception {
        var request = chatRequest("crealia_enrich", DOCUMENT);
        var answer = json(calls.chat(request.toString()));
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.path("id").asText()).startsWith("chatcmpl-");
        assertThat(answer.path("created").longValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(answer.path("model").asText()).isEqualTo("crealia-extract-1");
        assertThat(answer.path("crealia_notice").asText()).contains("not understood");
        var choice = answer.path("choices").path(0);
        assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
        assertThat(choice.path("message").path("role").asText()).isEqualTo("assistant");
        var content = choice.path("message").path("content").asText();
        assertThat(json(content).path("title").asText()).isEqualTo("Bread needs flour");
        var usage = answer.path("usage");
        assertThat(usage.path("prompt_tokens").intValue()).isEqualTo((DOCUMENT.length() + "Do this.".length() + 3) / 4);
        assertThat(usage.path("completion_tokens").intValue()).isEqualTo((content.length() + 3) / 4);
        assertThat(usage.path("total_tokens").intValue())
                .isEqualTo(usage.path("prompt_tokens").intValue() + usage.path("completion_tokens").intValue());
        assertThat(json(calls.chat(request.toString()))).isEqualTo(answer);
    }

    @Test
    void chat_rerankWithContentInParts_ranks() throws Exception {
        var request = chatRequest("crealia_rerank", "");
        ((ObjectNode) request.path("messages").path(1)).putArray("content").addObject().put("type", "text").put("text",
                "{\"task\":\"rerank\",\"candidates\":[{\"id\":\"c1\",\"text\":\"Bread.\"}]}");
        var answer = json(calls.chat(request.toString()));
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("{\"ranking\":[\"c1\"]}");
    }

    @Test
    void chat_badRequest_namesTheMember() throws Exception {
        expectBad("model", request -> request.remove("model"));
        expectBad("messages", request -> request.remove("messages"));
        expectBad("messages", request -> ((ArrayNode) request.path("messages")).remove(1));
        expectBad("messages", request -> content(request, "Write me a poem."));
        expectBad("messages", request -> content(request, "[]"));
        expectBad("messages", request -> content(request, "{\"task\":\"rerank\"}"));
        expectBad("messages", request -> ((ObjectNode) request.path("messages").path(1)).putArray("content")
                .addObject().put("type", "image_url"));
        expectBad("response_format", request -> request.remove("response_format"));
        expectBad("response_format", request -> request.putObject("response_format").put("type", "text"));
        expectBad("stream", request -> request.put("stream", true));
        expectBad("n", request -> request.put("n", 2));
    }

    private static void content(ObjectNode request, String content) {
        ((ObjectNode) request.path("messages").path(1)).put("content", content);
    }

    private void expectBad(String param, Consumer<ObjectNode> change) throws Exception {
        var request = chatRequest("crealia_enrich", DOCUMENT);
        change.accept(request);
        assertThat(error(calls.chat(request.toString()))).containsEntry("status", "400").containsEntry("type",
                "invalid_request_error").containsEntry("param", param);
    }

    @Test
    void chat_unknownSchemaOrModel_namesTheSupportedOnes() throws Exception {
        var schema = calls.chat(chatRequest("poem", DOCUMENT).toString());
        assertThat(error(schema)).containsEntry("status", "400").containsEntry("param", "response_format");
        assertThat(schema.body()).contains("crealia_enrich or crealia_rerank");
        var model = calls.chat(chatRequest("crealia_enrich", DOCUMENT).put("model", "gpt-4o").toString());
        assertThat(error(model)).containsEntry("status", "404").containsEntry("code", "model_not_found");
        assertThat(model.body()).contains("crealia-extract-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} {}", "<html>"})
    void chat_noJsonObject_isRefusedWithoutQuotingIt(String body) throws Exception {
        var response = calls.chat(body);
        assertThat(error(response)).containsEntry("status", "400");
        assertThat(response.body()).doesNotContain("html").doesNotContain("jackson");
    }

    @Test
    void chat_nestedTooDeeply_isRefused() throws Exception {
        assertThat(error(calls.chat("[".repeat(100_000)))).containsEntry("status", "400");
        var request = chatRequest("crealia_enrich", "[".repeat(100_000));
        assertThat(error(calls.chat(request.toString()))).containsEntry("status", "400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic sk-test", "sk-test"})
    void anyPath_wrongKey_isRefused(String header) throws Exception {
        for (var path : new String[]{"/v1/models", "/v1/chat/completions", "/nothing"}) {
            var response = calls.send(calls.request(path).setHeader("Authorization", header).build());
            assertThat(error(response)).containsEntry("status", "401").containsEntry("code", "invalid_api_key");
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(response.body()).doesNotContain(AiCalls.KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/audio/translations", "/v1/chat/completions/x", "/v1/modelsx"})
    void unknownPath_isNotFound(String path) throws Exception {
        assertThat(error(calls.get(path))).containsEntry("status", "404").containsEntry("code", "unknown_url");
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/chat/completions,POST", "PUT,/v1/audio/transcriptions,POST", "DELETE,/v1/models,GET",
            "POST,/v1/models/crealia-extract-1,GET"})
    void wrongMethod_isToldTheRightOne(String method, String path, String allowed) throws Exception {
        var response = calls.send(calls.request(path).method(method, BodyPublishers.ofString("x")).build());
        assertThat(error(response)).containsEntry("status", "405").containsEntry("code", "method_not_allowed");
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/v1/chat/completions,text/plain", "/v1/chat/completions,", "/v1/audio/transcriptions,application/json",
            "/v1/audio/transcriptions,multipart/form-data-x"})
    void wrongContentType_isToldTheRightOne(String path, String type) throws Exception {
        var request = calls.request(path).POST(BodyPublishers.ofString("{}"));
        var response = calls.send(type == null ? request.build() : request.header("Content-Type", type).build());
        assertThat(error(response)).containsEntry("status", "415").containsEntry("code", "unsupported_media_type");
        assertThat(response.body()).contains(path.contains("chat") ? "application/json" : "multipart/form-data");
    }
}
