package io.crealia.privacy.domain;

import io.crealia.contracts.ExportId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One export of what is kept of a person, at one version.
 *
 * @param version from 1, contiguous
 * @param attempts begun so far
 * @param nextAt when it is looked at again: to be made, or, once it has ended, to be deleted
 * @param readyAt present exactly while there is an archive to be read
 */
public record Export(ExportId id, TenantId tenant, SubjectId subject, long version, State state, Instant requestedAt,
        int attempts, Instant nextAt, Optional<Instant> readyAt) {
    /** How long a message has to arrive before the sweeper makes the export. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Longer than the timeout of any function that makes one, so that no two make the same at a time. */
    public static final Duration LEASE = Duration.ofMinutes(10);
    public static final int MOST_ATTEMPTS = 5;

    public enum State {
        REQUESTED, MAKING, READY, FAILED
    }

    public Export {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(requestedAt, "requestedAt");
        Objects.requireNonNull(nextAt, "nextAt");
        if (readyAt.isPresent() != (state == State.READY)) {
            throw new IllegalArgumentException("export " + id + " must be ready exactly if it has an archive");
        }
    }

    public static Export requested(ExportId id, TenantId tenant, SubjectId subject, Instant now) {
        return new Export(id, tenant, subject, 1, State.REQUESTED, now, 0, now.plus(PATIENCE), Optional.empty());
    }

    public boolean ended() {
        return state == State.READY || state == State.FAILED;
    }

    /** Whether it is past its period, deleted or not. */
    public boolean expired(Instant now) {
        return ended() && !now.isBefore(nextAt);
    }

    /** Whether somebody may begin to make it now: nobody does, or whoever did was broken off. */
    public boolean free(Instant now) {
        return state == State.REQUESTED || state == State.MAKING && !now.isBefore(nextAt);
    }

    /** Whether so many attempts came to nothing that another would not help. */
    public boolean hopeless() {
        return attempts >= MOST_ATTEMPTS;
    }

    public Export begun(Instant now) {
        return new Export(id, tenant, subject, version + 1, State.MAKING, requestedAt, attempts + 1, now.plus(LEASE),
                Optional.empty());
    }

    /** Its attempt came to nothing: another is made, each a minute later than the one before. */
    public Export postponed(Instant now) {
        return new Export(id, tenant, subject, version + 1, State.MAKING, requestedAt, attempts,
                now.plus(PATIENCE.multipliedBy(attempts)), Optional.empty());
    }

    /** @param period how long its archive is kept */
    public Export ready(Instant now, Duration period) {
        return new Export(id, tenant, subject, version + 1, State.READY, requestedAt, attempts, now.plus(period),
                Optional.of(now));
    }

    public Export failed(Instant now, Duration period) {
        return new Export(id, tenant, subject, version + 1, State.FAILED, requestedAt, attempts, now.plus(period),
                Optional.empty());
    }
}
