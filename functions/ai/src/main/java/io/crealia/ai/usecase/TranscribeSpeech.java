package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.domain.speech.VoicedSpans;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.SpeechRecogniser.Recognition;
import io.crealia.ai.port.TranscriptionRepository;
import io.crealia.ai.port.Usage;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.timedtext.TimedTextException;
import java.util.Optional;

/**
 * Makes captions of an asset's speech: a person's captions win, then the creator's script with times from the sound, then
 * what a recogniser hears. Where nobody speaks, nothing is asked and nothing invented. Safe to repeat at any moment.
 */
public final class TranscribeSpeech {
    /** The sound is not as the transcode step makes it. */
    static final String BAD_AUDIO = "captions.audio";
    /** A person's captions are not as the API writes them. */
    static final String BAD_CAPTIONS = "captions.uploaded";
    private static final Log LOG = Log.of(TranscribeSpeech.class);

    private final MediaStore store;
    private final SpeechRecogniser recogniser;
    private final String recogniserName;
    private final TranscriptionRepository waiting;
    private final TellStep tell;
    private final ResultDocuments results;
    private final StepReuse reuse;

    /** @param recogniserName names everything of the configuration that may change what is heard */
    public TranscribeSpeech(MediaStore store, SpeechRecogniser recogniser, String recogniserName,
            TranscriptionRepository waiting, TellStep tell) {
        this.store = store;
        this.recogniser = recogniser;
        this.recogniserName = recogniserName;
        this.waiting = waiting;
        this.tell = tell;
        this.results = new ResultDocuments(store);
        this.reuse = new StepReuse(store);
    }

    /**
     * @throws IllegalArgumentException if the fact is none of this queue's
     * @throws io.crealia.platform.error.DependencyException if nothing could be told: send the fact again
     */
    public void execute(Fact fact, Deadline deadline) {
        switch (fact) {
            case Fact.StepRequested request when request.token().step() == Step.CAPTIONS -> drive(request, deadline);
            case Fact.StepRequested request -> throw new IllegalArgumentException(
                    "step " + request.token().step().wireName() + " is none of this queue's");
            // What a provider was asked for cannot be taken back; nobody will look at its answer.
            case Fact.StepCancelled cancelled -> waiting.remove(cancelled.token());
            case Fact.UploadAccepted _,Fact.UploadRejected _,Fact.StepProgressed _,Fact.StepSucceeded _,Fact.StepFailed _,Fact.AssetChanged _,Fact.CostRecorded _,Fact.DeletionRequested _,Fact.AssetDeleting _,Fact.AssetErased _ ->
                throw new IllegalArgumentException("expected StepRequested or StepCancelled on this queue");
        }
    }

    void drive(Fact.StepRequested request, Deadline deadline) {
        try (var _ = Log.with(LogField.TOKEN.of(request.token()))) {
            if (tell.execute(request, () -> outcome(request, deadline))) {
                waiting.remove(request.token());
            }
        }
    }

    private Optional<StepOutcome> outcome(Fact.StepRequested request, Deadline deadline) {
        var key = ResultDocuments.key(request);
        var before = results.find(key);
        if (before.isPresent()) {
            return Optional.of(ResultDocuments.succeeded(key, before.get()));
        }
        try {
            var sources = CaptionSources.of(request, store, recogniserName);
            var same = reuse.find(request, sources.hash());
            if (same.isPresent()) {
                LOG.info("the same was asked before, so its result is taken");
                return Optional.of(same.get());
            }
            return document(request, sources, deadline).map(document -> {
                results.write(key, document);
                reuse.remember(request, sources.hash(), key);
                return ResultDocuments.succeeded(key, document);
            });
        } catch (BadInput e) {
            return Optional.of(new StepOutcome.Failed(FailureKind.PERMANENT, e.code, e.getMessage()));
        }
    }

    private Optional<ObjectNode> document(Fact.StepRequested request, CaptionSources sources, Deadline deadline) {
        if (sources.human().isPresent()) {
            return Optional.of(human(request, sources.human().get(), sources.durationMs()));
        }
        if (sources.audioKey().isEmpty()) {
            return Optional.of(skipped("The source has no sound."));
        }
        var audioKey = sources.audioKey().get();
        var voiced = listen(audioKey);
        if (voiced.none()) {
            return Optional.of(skipped("Nobody speaks in the sound."));
        }
        var order = new SpeechRecogniser.Order(request, audioKey, voiced.audioMs(), request.parameters().language(),
                sources.script());
        return switch (recogniser.recognise(order, deadline)) {
            case Recognition.Pending _ -> {
                waiting.keep(request);
                yield Optional.empty();
            }
            case Recognition.Recognised heard -> Optional.of(heard(request, sources, heard, voiced));
        };
    }

    private ObjectNode heard(Fact.StepRequested request, CaptionSources sources, Recognition.Recognised heard,
            VoicedSpans voiced) {
        var language = request.parameters().language();
        var result = sources.script().map(script -> HeardWords.aligned(script, heard, voiced, language))
                .orElseGet(() -> HeardWords.recognised(heard, voiced, language));
        if (result.transcript().words().isEmpty()) {
            return skipped("No words were understood in the sound.");
        }
        var document = new CaptionFiles(store).write(request, result.transcript(), result.needsReview());
        result.script().ifPresent(script -> document.putObject("script").put("words", script.words())
                .put("aligned", script.aligned()).put("share", Math.round(script.share() * 1000) / 1000.0));
        document.put("speech_ms", voiced.speechMs()).put("audio_ms", voiced.audioMs());
        madeBy(document, heard.usage());
        var notes = document.putArray("notes");
        result.notes().forEach(notes::add);
        return document;
    }

    private ObjectNode human(Fact.StepRequested request, JsonNode human, long durationMs) {
        try {
            var document = new CaptionFiles(store).copy(request, human);
            document.put("audio_ms", durationMs).putObject("made_by").put("provider", "person").put("model", "");
            document.putArray("notes");
            return document;
        } catch (TimedTextException | MalformedJsonException e) {
            throw new BadInput(BAD_CAPTIONS, "The uploaded captions cannot be read: " + e.getMessage() + ".");
        }
    }

    private VoicedSpans listen(String key) {
        try {
            return new SpeechAudio(store).listen(key);
        } catch (IllegalArgumentException e) {
            throw new BadInput(BAD_AUDIO, "The extracted sound cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void madeBy(ObjectNode document, Usage usage) {
        document.putObject("made_by").put("provider", usage.provider()).put("model", usage.model());
    }

    private static ObjectNode skipped(String reason) {
        return Json.object().put("schema", 1).put("skipped_reason", reason);
    }

    /** What another of our functions wrote is not as agreed. */
    private static final class BadInput extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        BadInput(String code, String detail) {
            super(detail);
            this.code = code;
        }
    }
}
