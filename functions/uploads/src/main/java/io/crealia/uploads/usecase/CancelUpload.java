package io.crealia.uploads.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.error.DependencyException;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.MultipartUploads;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;
import java.util.Optional;

/**
 * Ends an upload that its owner does not want any more. Safe to repeat: parts that the first call could not delete are
 * deleted by the second, or by the sweeper. An object that comes late is deleted when its event comes.
 */
public final class CancelUpload {
    private static final int ATTEMPTS = 5;

    private final UploadRepository uploads;
    private final MultipartUploads multipart;

    public CancelUpload(UploadRepository uploads, MultipartUploads multipart) {
        this.uploads = uploads;
        this.multipart = multipart;
    }

    public enum Result {
        CANCELLED, UNKNOWN,
        /** The object is there, or the upload ended otherwise. */
        TOO_LATE
    }

    public Result execute(TenantId tenant, UploadId id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = uploads.find(tenant, id);
            if (found.isEmpty()) {
                return Result.UNKNOWN;
            }
            switch (found.get().upload()) {
                case Upload.Cancelled cancelled -> {
                    return abort(cancelled);
                }
                case Upload.Waiting _,Upload.Opening _,Upload.TakesParts _ -> {
                    var cancelled = cancelled(found.get());
                    if (uploads.replace(found.get(), found.get().abandon(cancelled)).isPresent()) {
                        return abort(cancelled);
                    }
                }
                case Upload.Processing _,Upload.AssetCreated _,Upload.Errored _,Upload.TimedOut _ -> {
                    return Result.TOO_LATE;
                }
            }
        }
        throw new DependencyException("cancelling upload " + id + ": it changed " + ATTEMPTS + " times meanwhile",
                null);
    }

    private static Upload.Cancelled cancelled(Stored stored) {
        return new Upload.Cancelled(stored.upload().session(), stored.upload() instanceof Upload.TakesParts open
                ? Optional.of(open.storeUploadId())
                : Optional.empty());
    }

    private Result abort(Upload.Cancelled cancelled) {
        cancelled.storeUploadId().ifPresent(id -> multipart.abort(cancelled.session().incomingKey(), id));
        return Result.CANCELLED;
    }
}
