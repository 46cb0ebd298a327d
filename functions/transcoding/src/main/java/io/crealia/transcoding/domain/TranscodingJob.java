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
 * One job of an attempt, or what the attempt's parts have in common, and everything known of it: the truth that events only
 * hint at.
 *
 * @param version grows by one with every change
 * @param rank of the furthest status heard of
 * @param claimedAt when somebody last set out to submit it
 * @param lastEventAt the youngest time that MediaConvert told
 * @param expected the result as far as it is known, JSON; empty for a job that was cancelled unclaimed
 * @param outcome the one fact that ends the attempt, kept to be told again; a part has none
 * @param outbox what was decided and not yet sent
 */
public record TranscodingJob(JobKey key, TenantId tenantId, AssetId assetId, String correlationId, long version,
        JobState state, int rank, Optional<String> jobId, Instant claimedAt, Instant lastEventAt, int percent,
        String expected, Optional<OutboxMessage> outcome, List<OutboxMessage> outbox) {
    /**
     * The first version of a fence. It may take the place of an earlier record that an erasure removed, whose writers may
     * still be on their way with its versions, which begin at 1.
     */
    public static final long FENCE = 1_000_000;

    public TranscodingJob {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(expected, "expected");
        outbox = List.copyOf(outbox);
    }

    public static TranscodingJob claimed(JobKey key, TenantId tenant, AssetId asset, String correlationId,
            Instant now, String expected) {
        return new TranscodingJob(key, tenant, asset, correlationId, 1, JobState.CLAIMED, 0, Optional.empty(), now,
                now, 0, expected, Optional.empty(), List.of());
    }

    /** What the parts of an attempt have in common; it ends with the last of them. */
    public static TranscodingJob ofParts(StepToken token, TenantId tenant, AssetId asset, String correlationId,
            Instant now, String expected) {
        return new TranscodingJob(JobKey.whole(token), tenant, asset, correlationId, 1, JobState.SUBMITTED, 0,
                Optional.empty(), now, now, 0, expected, Optional.empty(), List.of());
    }

    /** Fences an attempt that nobody waits for, whether or not it was ever claimed. */
    public static TranscodingJob canceled(JobKey key, TenantId tenant, AssetId asset, String correlationId,
            Instant now) {
        return new TranscodingJob(key, tenant, asset, correlationId, FENCE, JobState.CANCELED, 0, Optional.empty(), now,
                now, 0, "", Optional.empty(), List.of());
    }

    public StepToken token() {
        return key.token();
    }

    /** Ended because nobody waits for it, which is told to nobody. */
    public boolean fenced() {
        return state == JobState.CANCELED && outcome.isEmpty();
    }

    public TranscodingJob claimedAgain(Instant now, String newExpected) {
        return new TranscodingJob(key, tenantId, assetId, correlationId, version + 1, state, rank, jobId, now, now,
                percent, newExpected, outcome, outbox);
    }

    public TranscodingJob submitted(String id, Instant at) {
        return new TranscodingJob(key, tenantId, assetId, correlationId, version + 1,
                state == JobState.CLAIMED ? JobState.SUBMITTED : state, rank, Optional.of(id), claimedAt,
                later(at), percent, expected, outcome, outbox);
    }

    /** @param progress replaces progress that was not sent yet */
    public TranscodingJob heard(JobEvent event, Optional<OutboxMessage> progress) {
        return new TranscodingJob(key, tenantId, assetId, correlationId, version + 1, JobState.SUBMITTED,
                Math.max(rank, event.status().rank()), Optional.of(event.jobId()), claimedAt, later(event.at()),
                Math.max(percent, event.percent()), expected, outcome, outboxWith(progress));
    }

    /** The parts together have come so far. */
    public TranscodingJob progressed(int reached, Instant at, OutboxMessage progress) {
        return new TranscodingJob(key, tenantId, assetId, correlationId, version + 1, state, rank, jobId, claimedAt,
                later(at), Math.max(percent, reached), expected, outcome, outboxWith(Optional.of(progress)));
    }

    /** @param fact what ends the attempt; progress not sent yet is dropped */
    public TranscodingJob ended(JobState last, Optional<String> id, Instant at, Optional<OutboxMessage> fact) {
        return ended(last, id, at, fact, List.of(), expected);
    }

    /**
     * @param more to be sent before the fact: once that is told, nobody need come to this job again
     * @param known the result as it is known now
     */
    public TranscodingJob ended(JobState last, Optional<String> id, Instant at, Optional<OutboxMessage> fact,
            List<OutboxMessage> more, String known) {
        return new TranscodingJob(key, tenantId, assetId, correlationId, version + 1, last,
                JobEvent.Status.COMPLETE.rank(), id.or(() -> jobId), claimedAt, later(at),
                last == JobState.COMPLETE ? 100 : percent, known, fact,
                Stream.concat(more.stream(), fact.stream()).toList());
    }

    private List<OutboxMessage> outboxWith(Optional<OutboxMessage> progress) {
        return progress.isEmpty()
                ? outbox
                : Stream.concat(outbox.stream().filter(message -> outcome.filter(message::equals).isPresent()),
                        progress.stream()).toList();
    }

    private Instant later(Instant at) {
        return at.isAfter(lastEventAt) ? at : lastEventAt;
    }
}
