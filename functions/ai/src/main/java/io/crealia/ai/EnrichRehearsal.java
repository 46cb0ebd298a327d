package io.crealia.ai;

import io.crealia.ai.domain.enrich.Chapters;
import io.crealia.ai.domain.enrich.EnrichCheck;
import io.crealia.ai.domain.enrich.EnrichDocument;
import io.crealia.ai.domain.enrich.EnrichPrompt;
import io.crealia.ai.domain.enrich.SentenceSample;
import io.crealia.ai.domain.highlight.HighlightsDocument;
import io.crealia.ai.domain.highlight.Shortlist;
import io.crealia.ai.domain.highlight.SoundLevels;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.usecase.EnrichOnStep;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Preset;
import io.crealia.contracts.RunId;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.Word;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It asks no model, stores
 * and tells nothing: the request speaks of a run that nobody has.
 */
final class EnrichRehearsal {
    private static final String ULID = "00000000000000000000000000";
    private static final String ANSWER = """
            {"title":"Rehearsal","description":"Rehearsal.","hashtags":["#one","#two","#three"],
             "chapters":[{"sentence":0,"title":"One"}],"moderation":{"flagged":false,"categories":[]}}""";

    private EnrichRehearsal() {}

    static Object steps(SqsBatchEdge edge, EnrichOnStep steps, InstantSource clock) throws IOException {
        var transcript = TranscriptJson.read(Json.parse(Json.bytes(TranscriptJson.write(transcript()))));
        var sentences = transcript.sentences();
        var sample = SentenceSample.of(sentences);
        var answer = Json.parse(ANSWER);
        var texts = List.of(EnrichPrompt.data(transcript.language(), Preset.DEFAULT.name(), sample),
                EnrichPrompt.schema());
        if (!new EnrichCheck(sample.indexes(), transcript.words().size()).apply(answer).isEmpty()) {
            throw new IllegalStateException("the rehearsed answer must be a good one");
        }
        EnrichDocument.of(answer, Chapters.of(answer.path("chapters"), sentences, 60_000), "en", false, List.of());
        var shortlist = Shortlist.of(transcript, SoundLevels.NONE, 60_000, Preset.DEFAULT);
        HighlightsDocument.of(Preset.DEFAULT, shortlist.choose(List.of(0)), shortlist.considered(), false);
        var token = new StepToken(new RunId(RunId.PREFIX + ULID), Step.ENRICH, 1);
        var header = new Fact.Header("evt_rehearsal", Instant.EPOCH, new TenantId("rehearsal"),
                new AssetId(AssetId.PREFIX + ULID), "rehearsal");
        var request = new Fact.StepRequested(header, token,
                new SourceObject("rehearsal", "rehearsal", "rehearsal", 1, "mp4"),
                Map.of(Step.CAPTIONS, "rehearsal/missing.json"));
        edge.rehearseFact(request,
                fact -> steps.execute(fact, new Deadline(clock.instant().plus(Duration.ofSeconds(1)))));
        return texts;
    }

    private static Transcript transcript() {
        var words = new ArrayList<Word>();
        for (int i = 0; i < 100; i++) {
            words.add(new Word(i % 10 == 9 ? "rehearsal." : "word" + i % 7, i * 500L, i * 500L + 400, 1, false));
        }
        return new Transcript("en", Transcript.SCRIPT, words);
    }
}
