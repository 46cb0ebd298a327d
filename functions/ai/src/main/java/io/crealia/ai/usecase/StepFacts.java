package io.crealia.ai.usecase;

import io.crealia.contracts.Fact;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import java.time.InstantSource;

/** Words what became of an attempt. A fact's id is made of its effect, so telling it again is telling the same. */
public final class StepFacts {
    private final InstantSource clock;

    public StepFacts(InstantSource clock) {
        this.clock = clock;
    }

    OutboxMessage of(Fact.StepRequested request, StepOutcome outcome) {
        var token = request.token();
        return switch (outcome) {
            case StepOutcome.Succeeded(var key, var skipped) ->
                message(new Fact.StepSucceeded(header(request, "succeeded"), token, key, skipped));
            case StepOutcome.Failed(var kind, var code, var detail) ->
                message(new Fact.StepFailed(header(request, "failed"), token, kind, code, detail));
        };
    }

    private Fact.Header header(Fact.StepRequested request, String effect) {
        var cause = request.header();
        return new Fact.Header("evt_" + request.token() + "." + effect, clock.instant(), cause.tenantId(),
                cause.assetId(), cause.correlationId());
    }

    private static OutboxMessage message(Fact fact) {
        return new OutboxMessage(fact.header().id(), QueueName.FACTS, FactCodec.encode(fact));
    }
}
