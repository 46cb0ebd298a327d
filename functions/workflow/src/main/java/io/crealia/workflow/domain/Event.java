package io.crealia.workflow.domain;

import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import java.util.Map;
import java.util.Optional;

/** What can happen to a run. */
public sealed interface Event {
    /** Names the fact, request or tick behind the event. */
    String opId();

    /** Makes a run; means nothing to a run that is there already. */
    sealed interface Opening extends Event {
        RunOrder order();
    }

    record Started(String opId, RunOrder order) implements Opening {}

    /** The upload was refused, so its run begins and ends at once. */
    record SourceRejected(String opId, RunOrder order, Reason reason) implements Opening {}

    /** The asset is deleted before any run began, so that none begins. */
    record ErasedBefore(String opId, RunOrder order) implements Opening {}

    /**
     * A new run takes up one that ended badly, which itself stays as it is.
     *
     * @param inherited steps that need not be done again; see {@link Retry}
     */
    record RetryRequested(String opId, RunOrder order, Map<Step, StepState> inherited) implements Opening {
        public RetryRequested {
            inherited = Step.inOrder(inherited);
        }
    }

    /** Said by whoever holds an attempt's token. */
    sealed interface Reported extends Event {
        StepToken token();
    }

    record StepProgressed(String opId, StepToken token, int percent) implements Reported {}

    record StepSucceeded(String opId, StepToken token, String resultKey, Optional<String> skippedReason)
            implements
            Reported {}

    record StepFailed(String opId, StepToken token, FailureKind failure, String code, String detail)
            implements
            Reported {}

    record CancelRequested(String opId) implements Event {}

    /** The asset is deleted: stop, and keep ids only. The one event that a run which has ended still heeds. */
    record EraseRequested(String opId) implements Event {}

    /** Time has passed. */
    record Tick() implements Event {
        @Override
        public String opId() {
            return "tick";
        }
    }
}
