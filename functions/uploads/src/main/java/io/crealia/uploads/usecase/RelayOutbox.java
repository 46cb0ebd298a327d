package io.crealia.uploads.usecase;

import io.crealia.platform.message.Outbox;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;

/** Sends what an upload still has to tell. What cannot be sent stays, and the sweeper comes for it. */
public final class RelayOutbox {
    private final Outbox outbox;
    private final UploadRepository uploads;

    public RelayOutbox(Outbox outbox, UploadRepository uploads) {
        this.outbox = outbox;
        this.uploads = uploads;
    }

    /** @return whether nothing is left to send */
    public boolean execute(Stored stored) {
        var session = stored.upload().session();
        return outbox.relay(stored.outbox(), sent -> uploads.acknowledge(session.tenant(), session.id(), sent));
    }
}
