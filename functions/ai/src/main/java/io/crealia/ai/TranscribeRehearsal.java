package io.crealia.ai;

import io.crealia.ai.domain.speech.ScriptAligner;
import io.crealia.ai.domain.speech.VoiceActivity;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.usecase.TranscribeSpeech;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.timedtext.CueLayout;
import io.crealia.timedtext.SubRip;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.WebVtt;
import io.crealia.timedtext.Word;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Runs the functions' paths before a SnapStart checkpoint, so that the snapshot holds their classes. It asks no
 * recogniser, stores and tells nothing: the messages speak of a run that nobody has.
 */
final class TranscribeRehearsal {
    private static final String ULID = "00000000000000000000000000";
    private static final StepToken TOKEN = new StepToken(new RunId(RunId.PREFIX + ULID), Step.CAPTIONS, 1);

    private TranscribeRehearsal() {}

    static Object step(SqsBatchEdge edge, TranscribeSpeech transcribe, InstantSource clock) throws IOException {
        var activity = new VoiceActivity();
        activity.accept(new byte[64_000], 64_000);
        var heard = List.of(new Word("rehearsal", 0, 900, 1, false));
        var words = ScriptAligner.align(List.of("A", "rehearsal."), heard, activity.spans()).words();
        var transcript = TranscriptJson
                .read(TranscriptJson.write(new Transcript("en", Transcript.SCRIPT, words)));
        var cues = CueLayout.landscape().cues(transcript);
        SubRip.parse(SubRip.write(WebVtt.parse(WebVtt.write(cues))));
        var header = new Fact.Header("evt_rehearsal", Instant.EPOCH, new TenantId("rehearsal"),
                new AssetId(AssetId.PREFIX + ULID), "rehearsal");
        var request = new Fact.StepRequested(header, TOKEN,
                new SourceObject("rehearsal", "rehearsal", "rehearsal", 1, "mp4"), Map.of());
        edge.rehearseFact(request, fact -> transcribe.execute(fact, soon(clock)));
        return request;
    }

    static Object state(SqsBatchEdge edge, TranscriptionEvents events, InstantSource clock) throws IOException {
        var event = Json.object().put("source", "aws.transcribe").put("detail-type", "Transcribe Job State Change");
        event.putObject("detail").put("TranscriptionJobName", TOKEN.value()).put("TranscriptionJobStatus",
                "COMPLETED");
        edge.rehearse(Json.text(event), body -> events.accept(body, soon(clock)));
        return event;
    }

    private static Deadline soon(InstantSource clock) {
        return new Deadline(clock.instant().plus(Duration.ofSeconds(1)));
    }
}
