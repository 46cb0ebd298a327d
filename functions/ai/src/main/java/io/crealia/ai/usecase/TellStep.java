package io.crealia.ai.usecase;

import io.crealia.ai.port.AiFailure;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.MessageSender;
import java.util.Optional;
import java.util.function.Supplier;

/** Does an attempt's work and tells the workflow how it ended, if it has. */
public final class TellStep {
    /** Something we depend on did not answer while a step was at work. */
    static final String DEPENDENCY = "step.dependency";
    static final String INPUT_MISSING = "step.input_missing";
    private static final Log LOG = Log.of(TellStep.class);

    private final StepFacts facts;
    private final MessageSender sender;

    public TellStep(StepFacts facts, MessageSender sender) {
        this.facts = facts;
        this.sender = sender;
    }

    /**
     * @param work is empty where the attempt goes on elsewhere and is told later
     * @return whether an outcome was told
     * @throws DependencyException if nothing could be told: send the request again
     */
    boolean execute(Fact.StepRequested request, Supplier<Optional<StepOutcome>> work) {
        var outcome = outcome(work);
        outcome.ifPresent(ended -> sender.send(facts.of(request, ended)));
        return outcome.isPresent();
    }

    private static Optional<StepOutcome> outcome(Supplier<Optional<StepOutcome>> work) {
        try {
            return work.get();
        } catch (DependencyException e) {
            LOG.error("a step is left to the next attempt", e);
            return Optional.of(new StepOutcome.Failed(FailureKind.RETRY, DEPENDENCY,
                    "A service we depend on did not answer."));
        } catch (MissingInputException e) {
            // Late requests of an erased asset come here too; whether anybody waits for the outcome, the workflow knows.
            LOG.error("a step cannot be done any more", e);
            return Optional.of(new StepOutcome.Failed(FailureKind.PERMANENT, INPUT_MISSING,
                    "What an earlier step made is not there any more."));
        } catch (AiFailure e) {
            LOG.warn("a provider gave no usable answer", LogField.CODE.of(e.code()));
            return Optional.of(new StepOutcome.Failed(e.kind(), e.code(), e.getMessage()));
        }
    }
}
