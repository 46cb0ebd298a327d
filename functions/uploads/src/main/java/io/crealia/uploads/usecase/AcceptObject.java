package io.crealia.uploads.usecase;

import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.uploads.domain.Rejection;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.IncomingObjects.Found;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;
import io.crealia.uploads.usecase.InspectObject.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides about an object that arrived: copies it out of quarantine, or rejects it, and says so. Events are hints; any
 * number of them, in any order, has one outcome. The object that was inspected is the object that is copied: one that
 * changes on the way is inspected anew.
 */
public final class AcceptObject {
    private static final Log LOG = Log.of(AcceptObject.class);
    private static final int ATTEMPTS = 5;
    /** When the sweeper sends what could not be sent at once. */
    private static final Duration RELAYED_BY = Duration.ofMinutes(1);

    private final UploadRepository uploads;
    private final IncomingObjects objects;
    private final InspectObject inspection;
    private final RelayOutbox relay;
    private final IdSource ids;
    private final InstantSource clock;
    private final String mediaBucket;

    public AcceptObject(UploadRepository uploads, IncomingObjects objects, RelayOutbox relay, IdSource ids,
            InstantSource clock, String mediaBucket) {
        this.uploads = uploads;
        this.objects = objects;
        this.inspection = new InspectObject(objects);
        this.relay = relay;
        this.ids = ids;
        this.clock = clock;
        this.mediaBucket = mediaBucket;
    }

    public enum Result {
        ACCEPTED, REJECTED,
        /** The upload had its outcome before; what was not yet told of it was told now. */
        REPEATED,
        /** The upload was cancelled or timed out; the object was deleted. */
        DISCARDED,
        /** There is no object. */
        ABSENT,
        /** There is no such upload, but an object. */
        UNKNOWN
    }

    public Result execute(TenantId tenant, UploadId id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = uploads.find(tenant, id);
            if (found.isEmpty()) {
                // A late event of an upload that was erased with its object is no fault.
                return objects.head(MediaKeys.incoming(tenant, id)).isPresent() ? Result.UNKNOWN : Result.ABSENT;
            }
            var result = attempt(found.get());
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new DependencyException("accepting upload " + id + ": it changed " + ATTEMPTS + " times meanwhile", null);
    }

    /** @return empty if the object or the upload changed meanwhile */
    private Optional<Result> attempt(Stored stored) {
        var session = stored.upload().session();
        try (var _ = Log.with(LogField.CORRELATION_ID.of(session.correlationId()),
                LogField.ASSET_ID.of(session.assetId()))) {
            return switch (stored.upload()) {
                case Upload.AssetCreated _,Upload.Errored _ -> Optional.of(repeat(stored));
                case Upload.Cancelled _,Upload.TimedOut _ -> Optional.of(discard(stored));
                case Upload.Unfinished _ -> decide(stored);
            };
        }
    }

    private Result repeat(Stored stored) {
        relay.execute(stored);
        remove(stored.upload().session());
        return Result.REPEATED;
    }

    private Result discard(Stored stored) {
        objects.delete(stored.upload().session().incomingKey());
        return Result.DISCARDED;
    }

    private Optional<Result> decide(Stored stored) {
        var session = stored.upload().session();
        var found = objects.head(session.incomingKey());
        if (found.isEmpty()) {
            return Optional.of(Result.ABSENT);
        }
        return switch (inspection.execute(session, found.get())) {
            case Verdict.Changed _ -> Optional.empty();
            case Verdict.Bad(var reason) -> finish(stored, reject(session, reason));
            case Verdict.Good good -> accept(stored, found.get(), good);
        };
    }

    private Optional<Result> accept(Stored stored, Found found, Verdict.Good good) {
        var processing = processing(stored);
        if (processing.isEmpty()) {
            return Optional.empty();
        }
        var session = stored.upload().session();
        var format = good.format();
        session.choice().script().ifPresent(script -> objects.putMediaText(session.scriptKey(), script));
        return objects.copyToMedia(session.incomingKey(), found.etag(), found.sizeBytes(), session.mediaKey(),
                format.mediaType()).flatMap(etag -> {
                    var source = new SourceObject(mediaBucket, session.mediaKey(), etag, found.sizeBytes(),
                            format.wireName());
                    return finish(processing.get(), new Outcome(new Upload.AssetCreated(session, source),
                            new Fact.UploadAccepted(header(session), session.id(), source,
                                    session.choice().parameters(session.scriptKey())),
                            Result.ACCEPTED));
                });
    }

    // A copy may take minutes, so the owner sees that it has begun.
    private Optional<Stored> processing(Stored stored) {
        return stored.upload() instanceof Upload.Processing
                ? Optional.of(stored)
                : uploads.replace(stored, stored.become(new Upload.Processing(stored.upload().session())));
    }

    private Outcome reject(UploadSession session, Rejection reason) {
        return new Outcome(new Upload.Errored(session, reason),
                new Fact.UploadRejected(header(session), session.id(), reason.code(), reason.detail()),
                Result.REJECTED);
    }

    private record Outcome(Upload.Finished upload, Fact fact, Result result) {}

    private Optional<Result> finish(Stored stored, Outcome outcome) {
        var message = new OutboxMessage(outcome.fact().header().id(), QueueName.FACTS,
                FactCodec.encode(outcome.fact()));
        var committed = uploads.replace(stored,
                stored.finish(outcome.upload(), message, clock.instant().plus(RELAYED_BY)));
        committed.ifPresent(done -> {
            measure(outcome.upload());
            // Before the fact goes out, whose lines come after this one.
            LOG.info("an upload is decided", LogField.UPLOAD_ID.of(outcome.upload().session().id()),
                    LogField.STATE.of(outcome.upload().publicState()));
            relay.execute(done);
            remove(outcome.upload().session());
        });
        return committed.map(_ -> outcome.result());
    }

    private static void measure(Upload.Finished upload) {
        switch (upload) {
            case Upload.AssetCreated created -> {
                Metrics.count(Metric.UPLOADS_COMPLETED);
                Metrics.add(Metric.UPLOADS_BYTES, created.source().sizeBytes());
            }
            case Upload.Errored errored -> Metrics.count(Metric.MEDIA_REJECTED, errored.reason().code());
            case Upload.Cancelled _,Upload.TimedOut _ -> {
            }
        }
    }

    private Fact.Header header(UploadSession session) {
        return new Fact.Header("evt_" + ids.ulid(), clock.instant(), session.tenant(), session.assetId(),
                session.correlationId());
    }

    // The outcome stands; the bucket's lifecycle rule deletes what stays.
    private void remove(UploadSession session) {
        try {
            objects.delete(session.incomingKey());
        } catch (DependencyException e) {
            LOG.error("an object stays in quarantine", e, LogField.UPLOAD_ID.of(session.id()));
        }
    }
}
