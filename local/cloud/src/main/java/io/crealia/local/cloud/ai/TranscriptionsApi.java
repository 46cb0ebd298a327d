package io.crealia.local.cloud.ai;

import io.crealia.local.cloud.ai.SpeechEngine.Heard;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/audio/transcriptions}: recognition, or alignment of a script that comes as the prompt. */
final class TranscriptionsApi {
    /** OpenAI's limit too. */
    static final int MOST_FILE_BYTES = 25 * 1024 * 1024;
    static final int MOST_PROMPT_BYTES = 100_000;
    private static final int MOST_FIELD_BYTES = 200;
    /** The file, the prompt, and the other fields with their headers. */
    private static final int MOST_BYTES = MOST_FILE_BYTES + MOST_PROMPT_BYTES + 16_384;
    /** Less than this holds no word. */
    private static final int FEWEST_SAMPLES = WaveFile.SAMPLE_RATE / 10;
    private static final List<String> MODELS = List.of(ModelsApi.RECOGNISER, ModelsApi.ALIGNER);
    private static final Set<String> FORMATS = Set.of("json", "text", "verbose_json");

    private final Lazy<SpeechEngine> engine;
    private final JobQueue queue;
    private final HeardBefore before = new HeardBefore();

    TranscriptionsApi(Lazy<SpeechEngine> engine, JobQueue queue) {
        this.engine = engine;
        this.queue = queue;
    }

    /** @param script present if it is to be aligned */
    private record Order(WaveFile sound, Optional<String> script, String format, Set<String> granularities) {}

    void handle(Exchange exchange) throws IOException {
        exchange.expectType(FormData.TYPE);
        try (var place = queue.enter()) {
            var order = order(FormData.read(exchange.contentType(), exchange.body(MOST_BYTES, "file")));
            var heard = order.sound().samples() < FEWEST_SAMPLES
                    ? new Heard(List.of(), Optional.empty())
                    : place.run(() -> hear(order));
            var answer = new TranscriptionAnswer(heard, order.sound().seconds());
            switch (order.format()) {
                case "text" -> exchange.answer(200, "text/plain; charset=utf-8", answer.text() + "\n");
                case "json" -> exchange.answer(200, answer.json());
                default -> exchange.answer(200, answer.verbose(order.granularities()));
            }
        }
    }

    private Heard hear(Order order) {
        return before.of(order.sound(), order.script(), () -> {
            var samples = order.sound().pcm();
            return order.script().map(script -> engine.get().align(samples, script))
                    .orElseGet(() -> engine.get().recognise(samples));
        });
    }

    private static Order order(FormData form) {
        var model = form.text("model", MOST_FIELD_BYTES)
                .orElseThrow(() -> AiException.missing("model", "expected the field model"));
        if (!MODELS.contains(model)) {
            throw AiException.unknownModel(String.join(" or ", MODELS));
        }
        var format = form.text("response_format", MOST_FIELD_BYTES).orElse("json");
        if (!FORMATS.contains(format)) {
            throw AiException.invalid("response_format", "expected json, text or verbose_json");
        }
        if (form.text("stream", MOST_FIELD_BYTES).filter(value -> !value.equals("false")).isPresent()) {
            throw AiException.invalid("stream", "expected no stream: answers come as a whole");
        }
        language(form);
        var script = script(form, model);
        return new Order(sound(form), script, format, granularities(form, format));
    }

    private static WaveFile sound(FormData form) {
        var file = form.bytes("file").orElseThrow(() -> AiException.missing("file", "expected the part file"));
        if (file.length > MOST_FILE_BYTES) {
            throw AiException.tooLarge("file", "expected a file of at most " + MOST_FILE_BYTES + " bytes");
        }
        return WaveFile.of(file);
    }

    private static void language(FormData form) {
        var language = form.text("language", MOST_FIELD_BYTES).map(text -> text.toLowerCase(Locale.ROOT));
        if (language.filter(code -> !code.equals("english") && !code.matches("en(?:[-_].*)?")).isPresent()) {
            throw AiException.invalid("language",
                    "expected English (en): the local models know no other language");
        }
    }

    /** The recogniser has no use for a prompt and leaves it. */
    private static Optional<String> script(FormData form, String model) {
        var prompt = form.text("prompt", MOST_PROMPT_BYTES);
        if (!model.equals(ModelsApi.ALIGNER)) {
            return Optional.empty();
        }
        if (prompt.filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit)).isEmpty()) {
            throw AiException.missing("prompt",
                    "expected the spoken script in the field prompt: " + model + " finds when its words are spoken");
        }
        return prompt;
    }

    private static Set<String> granularities(FormData form, String format) {
        var wanted = Set.copyOf(form.texts("timestamp_granularities[]", MOST_FIELD_BYTES));
        if (!Set.of("word", "segment").containsAll(wanted)) {
            throw AiException.invalid("timestamp_granularities[]", "expected word or segment");
        }
        if (!wanted.isEmpty() && !format.equals("verbose_json")) {
            throw AiException.invalid("timestamp_granularities[]", "expected response_format verbose_json with it");
        }
        return wanted.isEmpty() ? Set.of("segment") : wanted;
    }
}
