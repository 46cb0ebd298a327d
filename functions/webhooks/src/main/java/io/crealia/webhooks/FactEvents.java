package io.crealia.webhooks;

import io.crealia.contracts.Fact;
import io.crealia.webhooks.domain.Event;
import io.crealia.webhooks.usecase.TellEndpoints;

/** Reads each fact as an event that others may want to hear of. */
final class FactEvents {
    private final TellEndpoints tell;

    FactEvents(TellEndpoints tell) {
        this.tell = tell;
    }

    /** @throws IllegalArgumentException for a fact that is meant for somebody else */
    void accept(Fact fact) {
        switch (fact) {
            case Fact.AssetChanged change -> Event.of(change).ifPresent(tell::execute);
            case Fact.AssetErased erased -> tell.execute(Event.of(erased));
            case Fact.UploadAccepted _,Fact.UploadRejected _,Fact.StepRequested _,Fact.StepCancelled _,Fact.StepProgressed _,Fact.StepSucceeded _,Fact.StepFailed _,Fact.CostRecorded _,Fact.DeletionRequested _,Fact.AssetDeleting _ ->
                throw new IllegalArgumentException(
                        "expected AssetChanged or AssetErased, was " + fact.getClass().getSimpleName());
        }
    }
}
