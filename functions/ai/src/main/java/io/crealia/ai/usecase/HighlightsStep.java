package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.domain.highlight.HighlightsDocument;
import io.crealia.ai.domain.highlight.RerankPrompt;
import io.crealia.ai.domain.highlight.Shortlist;
import io.crealia.ai.domain.highlight.SoundLevels;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.TextModel;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Preset;
import io.crealia.contracts.Step;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Finds the moments that are worth a clip of their own. The same transcript, sound and preset have the same highlights; a
 * text model may only move them within the bounds of its share. Safe to repeat, as enrich is.
 */
public final class HighlightsStep {
    /** To be raised whenever scores or cuts change. */
    private static final String VERSION = "1";
    /** The run names a preset that this version does not know. */
    static final String UNKNOWN_PRESET = "highlights.unknown_preset";

    private final MediaStore store;
    private final ResultDocuments results;
    private final StepReuse reuse;
    private final HighlightsSound sounds;
    private final HighlightsRerank rerank;
    private final String model;

    /** @param model provider and name of the text model: another one's results are not reused */
    public HighlightsStep(MediaStore store, StepReuse reuse, TextModel texts, String model) {
        this.store = store;
        this.results = new ResultDocuments(store);
        this.reuse = reuse;
        this.sounds = new HighlightsSound(store);
        this.rerank = new HighlightsRerank(texts);
        this.model = model;
    }

    StepOutcome execute(Fact.StepRequested request, Deadline deadline) {
        var key = ResultDocuments.key(request);
        var before = results.find(key);
        if (before.isPresent()) {
            return ResultDocuments.succeeded(key, before.get());
        }
        var preset = Preset.find(request.parameters().preset());
        if (preset.isEmpty()) {
            return new StepOutcome.Failed(FailureKind.PERMANENT, UNKNOWN_PRESET,
                    "The run names a preset that is none of " + Preset.names() + ".");
        }
        return switch (EnrichSource.read(store, request)) {
            case EnrichSource.Missing(var reason) -> write(key, HighlightsDocument.skipped(preset.get(), 0, reason));
            case EnrichSource.Found source -> find(request, preset.get(), source, deadline);
        };
    }

    private StepOutcome find(Fact.StepRequested request, Preset preset, EnrichSource.Found source, Deadline deadline) {
        var speech = results.of(request, Step.TRANSCODE).flatMap(SpeechAudio::key);
        var inputs = inputs(request, preset, source, speech);
        var reused = reuse.find(request, inputs);
        if (reused.isPresent()) {
            return reused.get();
        }
        var key = ResultDocuments.key(request);
        var levels = speech.flatMap(sounds::levels);
        var shortlist = Shortlist.of(source.transcript(), levels.orElse(SoundLevels.NONE), source.durationMs(), preset);
        if (shortlist.nothing().isPresent()) {
            var outcome = write(key,
                    HighlightsDocument.skipped(preset, shortlist.considered(), shortlist.nothing().get()));
            reuse.remember(request, inputs, key);
            return outcome;
        }
        var order = rerank.execute(request, shortlist, deadline);
        var document = HighlightsDocument.of(preset, shortlist.choose(order.order()), shortlist.considered(),
                source.needsReview());
        var notes = new ArrayList<String>();
        if (levels.isEmpty()) {
            notes.add("There is no sound that could be measured, so loudness does not count.");
        }
        order.note().ifPresent(notes::add);
        notes.forEach(document.putArray("notes")::add);
        order.answer().ifPresent(answer -> EnrichStep.madeBy(document, answer, RerankPrompt.VERSION));
        var outcome = write(key, document);
        if (order.settled()) {
            reuse.remember(request, inputs, key);
        }
        return outcome;
    }

    // The sound follows from the source, which its ETag names; its size tells whether it was extracted.
    private String inputs(Fact.StepRequested request, Preset preset, EnrichSource.Found source,
            Optional<String> speech) {
        return new InputHash().add("version", VERSION).add("prompt", RerankPrompt.VERSION).add("model", model)
                .add("source", request.source().etag()).add("preset", preset.toString())
                .add("duration", Long.toString(source.durationMs()))
                .add("sound", Long.toString(speech.flatMap(store::size).orElse(0L)))
                .add("review", Boolean.toString(source.needsReview())).add("words", source.words()).hex();
    }

    private StepOutcome write(String key, ObjectNode document) {
        results.write(key, document);
        return ResultDocuments.succeeded(key, document);
    }
}
