package io.crealia.workflow.port;

import io.crealia.platform.message.OutboxMessage;
import io.crealia.workflow.domain.Run;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.time.Instant;

/**
 * A run with what belongs to the same write.
 *
 * @param outbox messages that were decided and perhaps not sent, oldest first
 * @param nextAt when the sweeper visits the run if nobody else does; empty for an ended run without messages
 * @param call the API call that made the run; empty for the run of an upload
 */
public record StoredRun(Run run, List<OutboxMessage> outbox, Optional<Instant> nextAt, Optional<Call> call) {
    public StoredRun {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(nextAt, "nextAt");
        Objects.requireNonNull(call, "call");
        outbox = List.copyOf(outbox);
    }

    /**
     * What a repeated call needs.
     *
     * @param key unique within a tenant
     * @param requestHash tells a repeated request from another one with the same key
     * @param answer the JSON text that was answered
     */
    public record Call(String key, String requestHash, String answer) {
        public Call {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(requestHash, "requestHash");
            Objects.requireNonNull(answer, "answer");
        }
    }
}
