package io.crealia.transcoding.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.OutboxMessage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One attempt's job and everything known of it: the truth that events only hint at.
 *
 * @param version grows by one with every change
 * @param rank of the furthest status heard of
 * @param claimedAt when somebody last set out to submit it
 * @param lastEventAt the youngest time that MediaConvert told
 * @param expected the result document as far as the plan decides it, JSON; empty for a job that was cancelled unclaimed
 * @param outcome the one fact that ends the attempt, kept to be told again
 * @param outbox what was decided and not yet sent
 */
public record TranscodingJob(StepToken token, TenantId tenantId, AssetId assetId, String correlationId, long version,
        JobState state, int rank, Optional<String> jobId, Instant claimedAt, Instant lastEventAt, int percent,
        String expected, Optional<OutboxMessage> outcome, List<OutboxMessage> outbox) {
    public TranscodingJob {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(expected, "expected");
        outbox = List.copyOf(outbox);
    }

    public static TranscodingJob claimed(StepToken token, TenantId tenant, AssetId asset, String correlationId,
            Instant now, String expected) {
        return new TranscodingJob(token, tenant, asset, correlationId, 1, JobState.CLAIMED, 0, Optional.empty(), now,
                now, 0, expected, Optional.empty(), List.of());
    }

    /** Fences an attempt that nobody waits for, whether or not it was ever claimed. */
    public static TranscodingJob canceled(StepToken token, TenantId tenant, AssetId asset, String correlationId,
            Instant now) {
        return new TranscodingJob(token, tenant, asset, correlationId, 1, JobState.CANCELED, 0, Optional.empty(), now,
                now, 0, "", Optional.empty(), List.of());
    }

    public TranscodingJob claimedAgain(Instant now, String newExpected) {
        return new TranscodingJob(token, tenantId, assetId, correlationId, version + 1, state, rank, jobId, now, now,
                percent, newExpected, outcome, outbox);
    }

    public TranscodingJob submitted(String id, Instant at) {
        return new TranscodingJob(token, tenantId, assetId, correlationId, version + 1,
                state == JobState.CLAIMED ? JobState.SUBMITTED : state, rank, Optional.of(id), claimedAt,
                later(at), percent, expected, outcome, outbox);
    }

    /** @param progress replaces progress that was not sent yet */
    public TranscodingJob heard(JobEvent event, Optional<OutboxMessage> progress) {
        var kept = progress.isEmpty()
                ? outbox
                : Stream.concat(outbox.stream().filter(message -> outcome.filter(message::equals).isPresent()),
                        progress.stream()).toList();
        return new TranscodingJob(token, tenantId, assetId, correlationId, version + 1, JobState.SUBMITTED,
                Math.max(rank, event.status().rank()), Optional.of(event.jobId()), claimedAt, later(event.at()),
                Math.max(percent, event.percent()), expected, outcome, kept);
    }

    /** @param fact what ends the attempt; progress not sent yet is dropped */
    public TranscodingJob ended(JobState last, Optional<String> id, Instant at, Optional<OutboxMessage> fact) {
        return new TranscodingJob(token, tenantId, assetId, correlationId, version + 1, last,
                JobEvent.Status.COMPLETE.rank(), id.or(() -> jobId), claimedAt, later(at),
                last == JobState.COMPLETE ? 100 : percent, expected, fact, fact.stream().toList());
    }

    private Instant later(Instant at) {
        return at.isAfter(lastEventAt) ? at : lastEventAt;
    }
}
