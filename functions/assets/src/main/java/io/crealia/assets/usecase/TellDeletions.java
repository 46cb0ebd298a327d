package io.crealia.assets.usecase;

import io.crealia.assets.port.DeletionQueue;
import io.crealia.assets.port.DeletionQueue.Owed;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells of deletions for as long as their data are not erased: soon again where a queue did not take the message, and
 * now and then where it did, in case it was lost behind the queue. Receivers take repetitions lightly.
 */
public final class TellDeletions {
    static final Duration RETRY = Duration.ofSeconds(30);
    /** Far more than an erasure takes. */
    static final Duration AGAIN = Duration.ofHours(1);
    private static final int BATCH = 200;
    private static final Log LOG = Log.of(TellDeletions.class);

    private final DeletionQueue queue;
    private final Outbox outbox;
    private final InstantSource clock;

    public TellDeletions(DeletionQueue queue, Outbox outbox, InstantSource clock) {
        this.queue = queue;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param failed are told with a later sweep */
    public record Report(int told, int failed) {}

    public Report execute() {
        return asOf(clock.instant());
    }

    /** @param now tells what was due by then */
    public Report asOf(Instant now) {
        int told = 0;
        int failed = 0;
        for (var owed : queue.due(now, BATCH)) {
            try {
                // Moved before anything is sent, so that one that fails goes to the end of the queue.
                var until = now.plus(RETRY);
                if (queue.postpone(owed, until)
                        && tell(new Owed(owed.tenant(), owed.asset(), owed.messages(), until), now)) {
                    told++;
                }
            } catch (RuntimeException e) {
                failed++;
                LOG.error("a deletion could not be told and is told later", e, LogField.ASSET_ID.of(owed.asset()));
            }
        }
        return new Report(told, failed);
    }

    /** @return whether every queue took its message */
    boolean tell(Owed owed, Instant now) {
        return outbox.relay(owed.messages(), _ -> {}) && queue.postpone(owed, now.plus(AGAIN));
    }
}
