package io.crealia.uploads.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.privacy.Personal;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.uploads.domain.FileName;
import io.crealia.uploads.domain.RunChoice;
import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.domain.Transfer;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.domain.UploadSession.RequestMark;
import io.crealia.uploads.port.DailyQuota;
import io.crealia.uploads.port.DailyQuota.Answer;
import io.crealia.uploads.port.MultipartUploads;
import io.crealia.uploads.port.Owners;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;
import io.crealia.uploads.port.UploadSigner;
import io.crealia.uploads.port.UploadSigner.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Opens an upload and says how its bytes come in. The document is written first and holds the request's key, so the same
 * request has one upload and one answer, however often and wherever it runs; whatever a crash left open is gone on with.
 */
public final class StartUpload {
    private static final Log LOG = Log.of(StartUpload.class);
    private final UploadRepository uploads;
    private final MultipartUploads multipart;
    private final UploadSigner signer;
    private final Owners owners;
    private final DailyQuota quota;
    private final IdSource ids;
    private final InstantSource clock;
    private final Policy policy;

    public StartUpload(UploadRepository uploads, MultipartUploads multipart, UploadSigner signer, DailyQuota quota,
            Owners owners, IdSource ids, InstantSource clock, Policy policy) {
        this.uploads = uploads;
        this.multipart = multipart;
        this.signer = signer;
        this.owners = owners;
        this.quota = quota;
        this.ids = ids;
        this.clock = clock;
        this.policy = policy;
    }

    /** @param singlePutMaxBytes above which a file comes in parts @param partBytes preferred size of a part */
    public record Policy(long singlePutMaxBytes, long partBytes, Duration expiry) {}

    /** @param checksum needed up to the policy's limit for a single PUT */
    public record Command(TenantId tenant, Personal caller, FileName filename, String contentType, long sizeBytes,
            Optional<Sha256> checksum, RunChoice choice, Optional<String> idempotencyKey, String requestHash,
            String correlationId) {}

    public sealed interface Result {
        /** @param put present for a single PUT */
        record Started(UploadSession session, Optional<SignedRequest> put) implements Result {}

        /** The key belongs to another request. */
        record Mismatch() implements Result {}

        /** The day's quota does not hold the upload. @param renewal until the next day */
        record OverQuota(Duration renewal) implements Result {}
    }

    public Result execute(Command command) {
        // A repetition starts nothing, so it is answered as before, also when the quota is spent since.
        return repeated(command).orElseGet(() -> switch (quota.take(command.tenant(), command.sizeBytes())) {
            case Answer.Exhausted(var renewal) -> repeated(command).orElseGet(() -> new Result.OverQuota(renewal));
            case Answer.Granted granted -> first(command, granted);
        });
    }

    private Optional<Result> repeated(Command command) {
        return command.idempotencyKey().map(RequestMark::keyOf)
                .flatMap(key -> uploads.findByRequestKey(command.tenant(), key))
                .map(found -> again(found, command));
    }

    private Result first(Command command, Answer.Granted granted) {
        var session = session(command, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var fresh = session.transfer() instanceof Transfer.SinglePut
                ? new Upload.Waiting(session)
                : new Upload.Opening(session);
        var sweepAt = session.createdAt().plus(SweepUploads.GRACE);
        if (uploads.insert(fresh, sweepAt)) {
            Metrics.count(Metric.UPLOADS_STARTED);
            LOG.info("an upload was started", LogField.ASSET_ID.of(session.assetId()),
                    LogField.UPLOAD_ID.of(session.id()));
            return started(new Stored(fresh, 0, List.of(), Optional.of(sweepAt)));
        }
        owners.release(command.tenant(), session.assetId());
        granted.giveBack();
        var first = uploads.findByRequestKey(command.tenant(), session.request().key())
                .orElseThrow(() -> new DependencyException("upload " + session.id() + " was neither added nor found",
                        null));
        return again(first, command);
    }

    private Result again(Stored first, Command command) {
        var request = first.upload().session().request();
        if (request.unreadable()) {
            // Perhaps a read that does not see the owner's key yet: another request's it is not known to be.
            throw new DependencyException("upload " + first.upload().session().id() + ": its request cannot be read",
                    null);
        }
        return request.hash().equals(command.requestHash())
                ? started(first)
                : new Result.Mismatch();
    }

    private UploadSession session(Command command, Instant now) {
        var id = new UploadId(UploadId.PREFIX + ids.ulid());
        var transfer = command.sizeBytes() <= policy.singlePutMaxBytes()
                ? new Transfer.SinglePut(now.plus(signer.lifetime(now)))
                : Transfer.Multipart.of(command.sizeBytes(), policy.partBytes());
        var asset = new AssetId(AssetId.PREFIX + ids.ulid());
        // Before the document, so that no asset is nobody's.
        var owner = owners.register(command.tenant(), command.caller(), asset);
        return new UploadSession(id, command.tenant(), Optional.of(owner), asset, command.correlationId(),
                command.filename(), command.contentType(), command.sizeBytes(),
                command.checksum(), transfer, command.choice(), now, now.plus(policy.expiry()),
                RequestMark.of(command.idempotencyKey(), id, command.requestHash()));
    }

    // The answer depends on the session alone, so it is the same whatever became of the upload since.
    private Result started(Stored stored) {
        var session = stored.upload().session();
        if (stored.upload() instanceof Upload.Opening opening) {
            open(stored, opening);
        }
        return new Result.Started(session, session.transfer() instanceof Transfer.SinglePut
                ? Optional.of(signer.put(session))
                : Optional.empty());
    }

    // Of several that open the same upload one wins; the others take their multipart upload back. What a crash leaves
    // behind between the two calls is nobody's, and is swept.
    private void open(Stored stored, Upload.Opening opening) {
        var session = opening.session();
        var storeUploadId = multipart.create(session.incomingKey(), session.contentType());
        if (uploads.replace(stored, stored.become(new Upload.PartsWaiting(session, storeUploadId))).isEmpty()) {
            multipart.abort(session.incomingKey(), storeUploadId);
        }
    }
}
