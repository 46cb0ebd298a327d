package io.crealia.transcoding.usecase;

import io.crealia.contracts.Fact;
import io.crealia.contracts.SourceObject;
import io.crealia.transcoding.domain.ByteSource;
import io.crealia.transcoding.domain.EncodePolicy;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.MediaLimits;
import io.crealia.transcoding.domain.Mp4Track;
import io.crealia.transcoding.domain.ProbeDocument;
import io.crealia.transcoding.port.MediaStore;
import io.crealia.transcoding.port.TranscodeService;
import java.util.Set;

/** Reads what a source is, and refuses what cannot or must not be encoded. Safe to repeat. */
public final class ProbeStep {
    private static final Set<String> MP4_FAMILY = Set.of("mp4", "quicktime", "mov", "m4a", "3gp");

    private final TranscodeService service;
    private final MediaStore store;
    private final ResultDocuments results;
    private final EncodePolicy policy;

    public ProbeStep(TranscodeService service, MediaStore store, EncodePolicy policy) {
        this.service = service;
        this.store = store;
        this.results = new ResultDocuments(store);
        this.policy = policy;
    }

    StepOutcome execute(Fact.StepRequested request) {
        var key = ResultDocuments.key(request);
        if (results.find(key).isPresent()) {
            return StepOutcome.done(key);
        }
        if (cutOff(request.source())) {
            return new StepOutcome.Failed(FailureCode.TRUNCATED.because("The file ends before its media does."));
        }
        return switch (service.probe(request.source().key())) {
            case TranscodeService.Probing.Unreadable(var reason) ->
                new StepOutcome.Failed(FailureCode.UNREADABLE.because(reason));
            case TranscodeService.Probing.Readable(var info) -> judge(whole(info, request.source()), key);
        };
    }

    private StepOutcome judge(MediaInfo info, String key) {
        var refusal = MediaLimits.refuse(info, policy);
        if (refusal.isPresent()) {
            return new StepOutcome.Failed(refusal.get());
        }
        results.write(key, ProbeDocument.write(info));
        return StepOutcome.done(key);
    }

    private boolean cutOff(SourceObject source) {
        return MP4_FAMILY.contains(source.format()) && Mp4Track.cutOff(bytes(source), source.sizeBytes());
    }

    private ByteSource bytes(SourceObject source) {
        return (offset, length) -> store.range(source.key(), offset, length);
    }

    // MediaConvert's Probe tells neither rotation nor pixel shape, on which the ladder depends; the file does.
    private MediaInfo whole(MediaInfo probed, SourceObject source) {
        var container = probed.container().equals(MediaInfo.UNKNOWN) ? source.format() : probed.container();
        var sized = new MediaInfo(container, probed.durationMs(), source.sizeBytes(), probed.video(), probed.audio());
        if (probed.video().isEmpty() || !MP4_FAMILY.contains(container)) {
            return sized;
        }
        return Mp4Track.read(bytes(source), source.sizeBytes())
                .map(track -> new MediaInfo(sized.container(), sized.durationMs(), sized.sizeBytes(),
                        sized.video().map(track::applyTo), sized.audio()))
                .orElse(sized);
    }
}
