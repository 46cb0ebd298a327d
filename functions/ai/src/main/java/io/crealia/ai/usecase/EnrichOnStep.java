package io.crealia.ai.usecase;

import io.crealia.ai.port.Deadline;
import io.crealia.contracts.Fact;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.util.Optional;

/** Does what is asked of one attempt of enrich or highlights, and tells what became of it. */
public final class EnrichOnStep {
    private final EnrichStep enrich;
    private final HighlightsStep highlights;
    private final TellStep tell;

    public EnrichOnStep(EnrichStep enrich, HighlightsStep highlights, TellStep tell) {
        this.enrich = enrich;
        this.highlights = highlights;
        this.tell = tell;
    }

    /**
     * @throws IllegalArgumentException if the fact is none of this queue's
     * @throws io.crealia.platform.error.DependencyException if nothing could be told: send the fact again
     */
    public void execute(Fact fact, Deadline deadline) {
        switch (fact) {
            case Fact.StepRequested request -> drive(request, deadline);
            // Both steps are over within one call, so there is nothing to stop; what a late one tells is ignored.
            case Fact.StepCancelled _ -> {
            }
            case Fact.UploadAccepted _,Fact.UploadRejected _,Fact.StepProgressed _,Fact.StepSucceeded _,Fact.StepFailed _,Fact.AssetChanged _,Fact.CostRecorded _,Fact.DeletionRequested _,Fact.AssetDeleting _,Fact.AssetErased _ ->
                throw new IllegalArgumentException("expected StepRequested or StepCancelled on this queue");
        }
    }

    private void drive(Fact.StepRequested request, Deadline deadline) {
        try (var _ = Log.with(LogField.TOKEN.of(request.token()))) {
            switch (request.token().step()) {
                case ENRICH -> tell.execute(request, () -> Optional.of(enrich.execute(request, deadline)));
                case HIGHLIGHTS -> tell.execute(request, () -> Optional.of(highlights.execute(request, deadline)));
                case PROBE, TRANSCODE, STILLS, CAPTIONS, REELS, VERIFY, PUBLISH -> throw new IllegalArgumentException(
                        "step " + request.token().step().wireName() + " is none of this queue's");
            }
        }
    }
}
