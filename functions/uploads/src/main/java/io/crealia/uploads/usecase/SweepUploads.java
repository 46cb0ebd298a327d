package io.crealia.uploads.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.MultipartUploads;
import io.crealia.uploads.port.SweepQueue;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Repairs what messages did not do: objects whose event was lost, facts that were not sent, uploads that nobody finished.
 * Several may run at once; one upload that fails does not keep the others waiting (docs/decisions/0004).
 */
public final class SweepUploads {
    /** An upload is left alone for so long after its start, and between two looks. */
    public static final Duration GRACE = Duration.ofMinutes(10);
    private static final int BATCH = 200;
    private static final Log LOG = Log.of(SweepUploads.class);

    private final SweepQueue queue;
    private final UploadRepository uploads;
    private final MultipartUploads multipart;
    private final AcceptObject acceptance;
    private final RelayOutbox relay;
    private final InstantSource clock;

    public SweepUploads(SweepQueue queue, UploadRepository uploads, MultipartUploads multipart, AcceptObject acceptance,
            RelayOutbox relay, InstantSource clock) {
        this.queue = queue;
        this.uploads = uploads;
        this.multipart = multipart;
        this.acceptance = acceptance;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * @param looked uploads that were due and not another sweeper's
     * @param decided objects found whose event had not come
     * @param timedOut uploads ended
     * @param relayed outboxes emptied
     * @param failed uploads that are tried again later
     */
    public record Result(int looked, int decided, int timedOut, int relayed, int failed) {}

    public Result execute() {
        return asOf(clock.instant());
    }

    /** @param now looks at what was due by then */
    public Result asOf(Instant now) {
        var counts = new Counts();
        for (var due : queue.due(now, BATCH)) {
            look(due, now, counts);
        }
        return new Result(counts.looked, counts.decided, counts.timedOut, counts.relayed, counts.failed);
    }

    private static final class Counts {
        private int looked;
        private int decided;
        private int timedOut;
        private int relayed;
        private int failed;
    }

    // The upload's time is moved before anything is tried, so a failing one goes to the end of the queue.
    private void look(Stored due, Instant now, Counts counts) {
        try {
            if (queue.postpone(due, now.plus(GRACE))) {
                counts.looked++;
                drive(due, now, counts);
            }
        } catch (RuntimeException e) {
            counts.failed++;
            LOG.error("an upload could not be swept and is tried again later", e,
                    LogField.UPLOAD_ID.of(due.upload().session().id()));
        }
    }

    private void drive(Stored due, Instant now, Counts counts) {
        switch (due.upload()) {
            case Upload.Finished _ -> {
                if (relay.execute(due)) {
                    counts.relayed++;
                }
            }
            case Upload.Unfinished unfinished -> {
                var session = unfinished.session();
                switch (acceptance.execute(session.tenant(), session.id())) {
                    case ACCEPTED, REJECTED -> counts.decided++;
                    case ABSENT -> {
                        if (session.expired(now) && expire(due)) {
                            counts.timedOut++;
                        }
                    }
                    case REPEATED, DISCARDED, UNKNOWN -> {
                    }
                }
            }
        }
    }

    private boolean expire(Stored due) {
        var session = due.upload().session();
        var storeUploadId = due.upload() instanceof Upload.TakesParts open
                ? Optional.of(open.storeUploadId())
                : Optional.<String>empty();
        if (uploads.replace(due, due.abandon(new Upload.TimedOut(session, storeUploadId))).isEmpty()) {
            return false;
        }
        storeUploadId.ifPresent(id -> multipart.abort(session.incomingKey(), id));
        return true;
    }
}
