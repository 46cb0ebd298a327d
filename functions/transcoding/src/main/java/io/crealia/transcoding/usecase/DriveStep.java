package io.crealia.transcoding.usecase;

import io.crealia.contracts.Fact;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.MessageSender;
import io.crealia.transcoding.domain.FailureCode;
import java.util.function.Supplier;

/** Does what is asked of one attempt, and tells what became of it. */
public final class DriveStep {
    private static final Log LOG = Log.of(DriveStep.class);

    private final ProbeStep probe;
    private final TranscodeStep transcode;
    private final StillsStep stills;
    private final ReelsStep reels;
    private final VerifyStep verify;
    private final CancelTranscode cancel;
    private final StepFacts facts;
    private final MessageSender sender;

    public DriveStep(ProbeStep probe, TranscodeStep transcode, StillsStep stills, ReelsStep reels,
            VerifyStep verify,
            CancelTranscode cancel, StepFacts facts, MessageSender sender) {
        this.probe = probe;
        this.transcode = transcode;
        this.stills = stills;
        this.reels = reels;
        this.verify = verify;
        this.cancel = cancel;
        this.facts = facts;
        this.sender = sender;
    }

    /**
     * @throws IllegalArgumentException if the fact is none of this queue's
     * @throws DependencyException if nothing could be told: send the fact again
     */
    public void execute(Fact fact) {
        switch (fact) {
            case Fact.StepRequested request -> drive(request);
            case Fact.StepCancelled cancelled -> cancel.execute(cancelled);
            case Fact.UploadAccepted _,Fact.UploadRejected _,Fact.StepProgressed _,Fact.StepSucceeded _,Fact.StepFailed _,Fact.AssetChanged _,Fact.CostRecorded _,Fact.DeletionRequested _,Fact.AssetDeleting _,Fact.AssetErased _ ->
                throw new IllegalArgumentException("expected StepRequested or StepCancelled on this queue");
        }
    }

    private void drive(Fact.StepRequested request) {
        try (var _ = Log.with(LogField.TOKEN.of(request.token()))) {
            attempt(request);
        } catch (MissingInputException e) {
            // Late requests of an erased asset come here too; whether anybody waits for the outcome, the workflow knows.
            LOG.error("a step cannot be done any more", e);
            send(request, new StepOutcome.Failed(
                    FailureCode.INPUT_MISSING.because("What an earlier step made is not there any more.")));
        }
    }

    private void attempt(Fact.StepRequested request) {
        switch (request.token().step()) {
            case PROBE -> tell(request, () -> probe.execute(request));
            case TRANSCODE -> transcode.execute(request).ifPresent(outcome -> send(request, outcome));
            case REELS -> reels.execute(request).ifPresent(outcome -> send(request, outcome));
            case STILLS -> tell(request, () -> stills.execute(request));
            case VERIFY -> tell(request, () -> verify.execute(request));
            case CAPTIONS, ENRICH, HIGHLIGHTS -> throw new IllegalArgumentException(
                    "step " + request.token().step().wireName() + " is none of this queue's");
            case PUBLISH -> throw new IllegalArgumentException("the workflow publishes by itself");
        }
    }

    // These steps leave nothing behind that another attempt could meet, so a dependency's fault is worth just that.
    private void tell(Fact.StepRequested request, Supplier<StepOutcome> step) {
        StepOutcome outcome;
        try {
            outcome = step.get();
        } catch (DependencyException e) {
            LOG.error("a step is left to the next attempt", e);
            outcome = new StepOutcome.Failed(FailureCode.DEPENDENCY.because("A service we depend on did not answer."));
        }
        send(request, outcome);
    }

    private void send(Fact.StepRequested request, StepOutcome outcome) {
        var subject = StepFacts.Subject.of(request, request.token());
        sender.send(switch (outcome) {
            case StepOutcome.Succeeded(var key, var skipped) -> facts.succeeded(subject, key, skipped);
            case StepOutcome.Failed(var failure) -> facts.failed(subject, failure);
        });
    }
}
