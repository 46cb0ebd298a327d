package io.crealia.uploads.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.uploads.domain.Transfer.Multipart;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.MultipartUploads;
import io.crealia.uploads.port.MultipartUploads.Part;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Turns the parts into one object. Safe to repeat: a second call reports the first outcome, also when the store's answer
 * to the first was lost.
 */
public final class CompleteUpload {
    private static final Log LOG = Log.of(CompleteUpload.class);
    private final UploadRepository uploads;
    private final MultipartUploads multipart;
    private final IncomingObjects objects;
    private final InstantSource clock;

    public CompleteUpload(UploadRepository uploads, MultipartUploads multipart, IncomingObjects objects,
            InstantSource clock) {
        this.uploads = uploads;
        this.multipart = multipart;
        this.objects = objects;
        this.clock = clock;
    }

    /** @param etag without quotes */
    public record Receipt(long number, String etag) {}

    /** @param receipts of every part, to be compared with what the store has; empty to take what it has */
    public record Command(TenantId tenant, UploadId id, Optional<List<Receipt>> receipts) {}

    public sealed interface Result {
        /** The object is whole, or was before. */
        record Done(Upload upload) implements Result {}

        record Unknown() implements Result {}

        record NotMultipart() implements Result {}

        record Closed(String state) implements Result {}

        record Incomplete(String detail) implements Result {}
    }

    public Result execute(Command command) {
        var found = uploads.find(command.tenant(), command.id());
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        if (!(found.get().upload().session().transfer() instanceof Multipart)) {
            return new Result.NotMultipart();
        }
        return switch (found.get().upload()) {
            case Upload.TakesParts open -> open.session().expired(clock.instant())
                    ? new Result.Closed("expired")
                    : complete(found.get(), open, command.receipts());
            case Upload.Processing _,Upload.AssetCreated _,Upload.Errored _ ->
                new Result.Done(found.get().upload());
            case Upload.Opening _,Upload.Waiting _,Upload.Cancelled _,Upload.TimedOut _ ->
                new Result.Closed(found.get().upload().publicState());
        };
    }

    private Result complete(Stored stored, Upload.TakesParts open, Optional<List<Receipt>> receipts) {
        var session = open.session();
        var parts = multipart.parts(session.incomingKey(), open.storeUploadId());
        if (parts.isPresent()) {
            var fault = fault(session, parts.get(), receipts);
            if (fault.isPresent()) {
                return new Result.Incomplete(fault.get());
            }
            join(session, open.storeUploadId(), parts.get());
        }
        return objects.head(session.incomingKey()).isPresent() ? done(stored, session) : afterAll(stored);
    }

    // The store may have done it although its answer did not come: what counts is whether the object is there.
    private void join(UploadSession session, String storeUploadId, List<Part> parts) {
        try {
            multipart.complete(session.incomingKey(), storeUploadId, parts);
        } catch (DependencyException e) {
            if (objects.head(session.incomingKey()).isEmpty()) {
                throw e;
            }
        }
    }

    private static Optional<String> fault(UploadSession session, List<Part> parts, Optional<List<Receipt>> receipts) {
        var expected = ((Multipart) session.transfer()).partCount();
        if (parts.size() != expected) {
            return Optional.of("Expected " + expected + " parts, but " + parts.size() + " arrived.");
        }
        var total = parts.stream().mapToLong(Part::sizeBytes).sum();
        if (total != session.sizeBytes()) {
            return Optional.of("Expected " + session.sizeBytes() + " bytes, but the parts have " + total + ".");
        }
        return receipts.flatMap(list -> difference(parts, list));
    }

    private static Optional<String> difference(List<Part> parts, List<Receipt> receipts) {
        if (receipts.size() != parts.size()) {
            return Optional.of("Expected all " + parts.size() + " parts in the list, or no list.");
        }
        for (var part : parts) {
            if (receipts.stream().noneMatch(r -> r.number() == part.number() && r.etag().equals(part.etag()))) {
                return Optional.of("Part " + part.number() + " arrived with another ETag than the one in the list.");
            }
        }
        return Optional.empty();
    }

    private Result done(Stored stored, UploadSession session) {
        return uploads.replace(stored, stored.become(new Upload.Processing(session)))
                .<Result>map(next -> joined(next, session)).orElseGet(() -> afterAll(stored));
    }

    // This call has a correlation id of its own; the upload goes on with that of its beginning.
    private static Result joined(Stored next, UploadSession session) {
        try (var _ = Log.with(LogField.ASSET_ID.of(session.assetId()),
                LogField.CORRELATION_ID.of(session.correlationId()))) {
            LOG.info("the parts of an upload are joined", LogField.UPLOAD_ID.of(session.id()));
        }
        return new Result.Done(next.upload());
    }

    // Somebody else changed the upload meanwhile: another call of this operation, the acceptance, or an end.
    private Result afterAll(Stored before) {
        var session = before.upload().session();
        var now = uploads.find(session.tenant(), session.id()).map(Stored::upload);
        return switch (now.orElse(before.upload())) {
            case Upload.Processing done -> new Result.Done(done);
            case Upload.AssetCreated done -> new Result.Done(done);
            case Upload.Errored done -> new Result.Done(done);
            case Upload.TakesParts _,Upload.Opening _,Upload.Waiting _ -> new Result.Closed("gone");
            case Upload.Abandoned ended -> new Result.Closed(ended.publicState());
        };
    }
}
