package io.crealia.platform.idempotency;

import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.Map;

/** Keeps the first answer to a request that may be repeated. */
public interface IdempotencyStore {
    /**
     * Claims a key, atomically: of concurrent callers exactly one gets {@link Claim.Fresh}.
     *
     * @param until how long the claim holds if its owner never completes it
     */
    Claim claim(TenantId tenant, String key, String requestHash, Instant now, Instant until);

    /**
     * Keeps the answer, unless the key has one already or belongs to another request by now.
     *
     * @param subject the caller, with whose data the answer is forgotten
     */
    void complete(TenantId tenant, String subject, String key, String requestHash, Answer answer);

    /** Gives an unanswered claim of this request back, so that the next try is a first one. */
    void release(TenantId tenant, String key, String requestHash);

    /** An answer as it was given. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** What the store knows of a key. */
    sealed interface Claim {
        record Fresh() implements Claim {}

        record Replay(Answer answer) implements Claim {}

        /** The key belongs to another request, or its answer to somebody who was forgotten. */
        record Mismatch() implements Claim {}

        record InFlight() implements Claim {}
    }
}
