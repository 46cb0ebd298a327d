package io.crealia.workflow.usecase;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.Outbox;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.util.List;

/** Sends what a committed run owes. What cannot be sent stays in the document for the next visitor. */
final class Relay {
    private static final Log LOG = Log.of(Relay.class);

    private final RunRepository runs;
    private final Outbox outbox;

    Relay(RunRepository runs, Outbox outbox) {
        this.runs = runs;
        this.outbox = outbox;
    }

    /** @return whether nothing is left to send */
    boolean relay(StoredRun stored) {
        if (stored.outbox().isEmpty()) {
            // Whoever emptied it could not set the next visit, because the run had moved on meanwhile.
            if (!stored.nextAt().equals(stored.run().dueAt())) {
                acknowledge(stored, List.of());
            }
            return true;
        }
        return outbox.relay(stored.outbox(), ids -> acknowledge(stored, ids));
    }

    // The decision is committed: a lost acknowledgement only means that its messages are sent again.
    private void acknowledge(StoredRun stored, List<String> ids) {
        try {
            runs.acknowledge(stored, ids);
        } catch (DependencyException e) {
            LOG.error("sent messages stay in the outbox", e, LogField.RUN_ID.of(stored.run().id()),
                    LogField.COUNT.of(ids.size()));
        }
    }
}
