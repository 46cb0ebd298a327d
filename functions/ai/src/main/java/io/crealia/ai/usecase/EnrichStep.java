package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.domain.TextChecks;
import io.crealia.ai.domain.enrich.Chapters;
import io.crealia.ai.domain.enrich.EnrichCheck;
import io.crealia.ai.domain.enrich.EnrichDocument;
import io.crealia.ai.domain.enrich.EnrichPrompt;
import io.crealia.ai.domain.enrich.SentenceSample;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.TextModel;
import io.crealia.contracts.Fact;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Has a text model word title, description, hashtags, chapters and moderation of what is spoken. Safe to repeat: an attempt
 * that has a result keeps it, and the same inputs have the result that they had before.
 */
public final class EnrichStep {
    private static final String VERSION = "1";

    private final MediaStore store;
    private final ResultDocuments results;
    private final StepReuse reuse;
    private final TextModel texts;
    private final String model;

    /** @param model provider and name of the text model: another one's results are not reused */
    public EnrichStep(MediaStore store, StepReuse reuse, TextModel texts, String model) {
        this.store = store;
        this.results = new ResultDocuments(store);
        this.reuse = reuse;
        this.texts = texts;
        this.model = model;
    }

    /** @throws io.crealia.ai.port.AiFailure if the model gave no usable answer */
    StepOutcome execute(Fact.StepRequested request, Deadline deadline) {
        var key = ResultDocuments.key(request);
        var before = results.find(key);
        if (before.isPresent()) {
            return ResultDocuments.succeeded(key, before.get());
        }
        return switch (EnrichSource.read(store, request)) {
            case EnrichSource.Missing(var reason) ->
                write(key, Json.object().put("schema", 1).put("skipped_reason", reason));
            case EnrichSource.Found source -> {
                var inputs = inputs(request, source);
                var reused = reuse.find(request, inputs);
                if (reused.isPresent()) {
                    yield reused.get();
                }
                var outcome = write(key, word(request, source, deadline));
                reuse.remember(request, inputs, key);
                yield outcome;
            }
        };
    }

    private ObjectNode word(Fact.StepRequested request, EnrichSource.Found source, Deadline deadline) {
        var transcript = source.transcript();
        var sentences = transcript.sentences();
        var sample = SentenceSample.of(sentences);
        var answer = texts.complete(new TextModel.Task(request, EnrichPrompt.NAME, EnrichPrompt.VERSION,
                EnrichPrompt.INSTRUCTIONS,
                EnrichPrompt.data(transcript.language(), request.parameters().preset(), sample), EnrichPrompt.schema(),
                new EnrichCheck(sample.indexes(), transcript.words().size()), EnrichPrompt.MAX_OUTPUT_TOKENS),
                deadline);
        var chapters = Chapters.of(answer.json().path("chapters"), sentences, source.durationMs());
        var notes = new ArrayList<String>();
        if (sample.indexes().size() < sentences.size()) {
            notes.add("The text model read %d of %d sentences, spread evenly.".formatted(sample.indexes().size(),
                    sentences.size()));
        }
        chapters.note().ifPresent(notes::add);
        notice(answer).ifPresent(notes::add);
        var document = EnrichDocument.of(answer.json(), chapters, transcript.language(), source.needsReview(), notes);
        madeBy(document, answer, EnrichPrompt.VERSION);
        return document;
    }

    /** Adds who worded a document, and what that took. */
    static void madeBy(ObjectNode document, TextModel.Answer answer, String promptVersion) {
        var usage = answer.usage();
        document.putObject("made_by").put("provider", usage.provider()).put("model", usage.model())
                .put("prompt_version", promptVersion);
        document.putObject("usage").put("input_tokens", usage.inputTokens()).put("output_tokens", usage.outputTokens())
                .put("micros", usage.micros()).put("cached", usage.cached());
    }

    /** What the provider says of its limits, where it can be shown. */
    static Optional<String> notice(TextModel.Answer answer) {
        return answer.notice().filter(text -> TextChecks.faults("", text, 1, 300).isEmpty());
    }

    private String inputs(Fact.StepRequested request, EnrichSource.Found source) {
        return new InputHash().add("version", VERSION).add("prompt", EnrichPrompt.VERSION).add("model", model)
                .add("source", request.source().etag()).add("preset", request.parameters().preset())
                .add("duration", Long.toString(source.durationMs()))
                .add("review", Boolean.toString(source.needsReview())).add("words", source.words()).hex();
    }

    private StepOutcome write(String key, ObjectNode document) {
        results.write(key, document);
        return ResultDocuments.succeeded(key, document);
    }
}
