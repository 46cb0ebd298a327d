package io.crealia.transcoding.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.transcoding.domain.Failure;
import java.time.InstantSource;
import java.util.Optional;

/** Words what became of an attempt. A fact's id is made of its effect, so telling it again is telling the same. */
public final class StepFacts {
    private final InstantSource clock;

    public StepFacts(InstantSource clock) {
        this.clock = clock;
    }

    /** Whose attempt it is. */
    public record Subject(TenantId tenantId, AssetId assetId, String correlationId, StepToken token) {
        public static Subject of(Fact fact, StepToken token) {
            return new Subject(fact.header().tenantId(), fact.header().assetId(), fact.header().correlationId(), token);
        }
    }

    OutboxMessage progressed(Subject subject, int percent) {
        return message(new Fact.StepProgressed(header(subject, "progress." + percent), subject.token(), percent));
    }

    OutboxMessage succeeded(Subject subject, String resultKey, Optional<String> skippedReason) {
        return message(
                new Fact.StepSucceeded(header(subject, "succeeded"), subject.token(), resultKey, skippedReason));
    }

    OutboxMessage failed(Subject subject, Failure failure) {
        return message(new Fact.StepFailed(header(subject, "failed"), subject.token(), failure.kind(), failure.code(),
                failure.detail()));
    }

    private Fact.Header header(Subject subject, String effect) {
        return new Fact.Header("evt_" + subject.token() + "." + effect, clock.instant(), subject.tenantId(),
                subject.assetId(), subject.correlationId());
    }

    private static OutboxMessage message(Fact fact) {
        return new OutboxMessage(fact.header().id(), QueueName.FACTS, FactCodec.encode(fact));
    }
}
