package io.crealia.uploads.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.uploads.domain.Rejection;
import io.crealia.uploads.domain.RunChoice;
import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.domain.Transfer;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.port.UploadRepository.Stored;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * Uploads as documents of the collection {@code uploads}; what is personal is sealed, and the request's key is a mark that
 * the unique index compares.
 */
final class UploadDocuments {
    static final String SWEEP_AT = "sweepAt";
    static final String TENANT = "tenantId";
    static final String REQUEST_KEY = "requestKey";

    private final SubjectVault vault;

    UploadDocuments(SubjectVault vault) {
        this.vault = vault;
    }

    /** A request's key as documents hold it. */
    String mark(TenantId tenant, String key) {
        return vault.mark(tenant, "upload request", key);
    }

    Document write(Stored stored) {
        var session = stored.upload().session();
        var document = new Document("_id", session.id().value()).append("v", stored.version())
                .append(TENANT, session.tenant().value())
                .append(REQUEST_KEY, mark(session.tenant(), session.request().key()))
                .append("assetId", session.assetId().value())
                .append("correlationId", session.correlationId())
                .append("contentType", session.contentType()).append("sizeBytes", session.sizeBytes())
                .append("transfer", write(session.transfer())).append("createdAt", Date.from(session.createdAt()))
                .append("expiresAt", Date.from(session.expiresAt()))
                .append(Outbox.FIELD, Outbox.write(stored.outbox()));
        document.append("choice", write(session.choice()));
        SealedUpload.write(session, vault, document);
        session.checksum().ifPresent(checksum -> document.append("checksumSha256", checksum.base64()));
        stored.sweepAt().ifPresent(at -> document.append(SWEEP_AT, Date.from(at)));
        write(stored.upload(), document);
        return document;
    }

    Stored read(Document document) {
        var tenant = new TenantId(document.getString(TENANT));
        var sealed = SealedUpload.read(document, tenant, vault);
        var session = new UploadSession(new UploadId(document.getString("_id")),
                tenant, SealedUpload.owner(document), new AssetId(document.getString("assetId")),
                document.getString("correlationId"), sealed.filename(),
                document.getString("contentType"), document.getLong("sizeBytes"),
                Optional.ofNullable(document.getString("checksumSha256")).map(Sha256::new),
                transfer(document.get("transfer", Document.class)), choice(document, sealed.script()),
                instant(document, "createdAt"), instant(document, "expiresAt"), sealed.request());
        return new Stored(upload(session, document), document.getLong("v"), Outbox.read(document),
                Optional.ofNullable(document.getDate(SWEEP_AT)).map(Date::toInstant));
    }

    private static Document write(RunChoice choice) {
        var document = new Document("template", choice.template()).append("preset", choice.preset());
        choice.language().ifPresent(language -> document.append("language", language));
        return document;
    }

    // Uploads that started before there was a choice meant the default.
    private static RunChoice choice(Document document, Optional<String> script) {
        var choice = document.get("choice", Document.class);
        return choice == null
                ? RunChoice.DEFAULT
                : new RunChoice(choice.getString("template"), choice.getString("preset"),
                        Optional.ofNullable(choice.getString("language")), script);
    }

    private static void write(Upload upload, Document document) {
        document.append("state", state(upload));
        switch (upload) {
            case Upload.TakesParts open -> document.append("storeUploadId", open.storeUploadId());
            case Upload.Abandoned ended -> ended.storeUploadId().ifPresent(id -> document.append("storeUploadId", id));
            case Upload.AssetCreated(var _, var source) -> document.append("source",
                    new Document("bucket", source.bucket()).append("key", source.key()).append("etag", source.etag())
                            .append("sizeBytes", source.sizeBytes()).append("format", source.format()));
            case Upload.Errored(var _, var reason) ->
                document.append("reason", new Document("code", reason.code()).append("detail", reason.detail()));
            case Upload.Waiting _,Upload.Opening _,Upload.Processing _ -> {
            }
        }
    }

    private static String state(Upload upload) {
        return switch (upload) {
            case Upload.Waiting _ -> "waiting";
            case Upload.Opening _ -> "opening";
            case Upload.PartsWaiting _ -> "parts_waiting";
            case Upload.Uploading _ -> "uploading";
            case Upload.Processing _ -> "processing";
            case Upload.AssetCreated _ -> "asset_created";
            case Upload.Errored _ -> "errored";
            case Upload.Cancelled _ -> "cancelled";
            case Upload.TimedOut _ -> "timed_out";
        };
    }

    private static Upload upload(UploadSession session, Document document) {
        var storeUploadId = document.getString("storeUploadId");
        return switch (document.getString("state")) {
            case "waiting" -> new Upload.Waiting(session);
            case "opening" -> new Upload.Opening(session);
            case "parts_waiting" -> new Upload.PartsWaiting(session, storeUploadId);
            case "uploading" -> new Upload.Uploading(session, storeUploadId);
            case "processing" -> new Upload.Processing(session);
            case "asset_created" -> new Upload.AssetCreated(session, source(document.get("source", Document.class)));
            case "errored" -> new Upload.Errored(session, reason(document.get("reason", Document.class)));
            case "cancelled" -> new Upload.Cancelled(session, Optional.ofNullable(storeUploadId));
            case "timed_out" -> new Upload.TimedOut(session, Optional.ofNullable(storeUploadId));
            default -> throw new IllegalStateException(
                    "upload " + session.id() + " has the state " + document.getString("state"));
        };
    }

    private static SourceObject source(Document source) {
        return new SourceObject(source.getString("bucket"), source.getString("key"), source.getString("etag"),
                source.getLong("sizeBytes"), source.getString("format"));
    }

    private static Rejection reason(Document reason) {
        return new Rejection(reason.getString("code"), reason.getString("detail"));
    }

    private static Document write(Transfer transfer) {
        return switch (transfer) {
            case Transfer.SinglePut(var urlExpiresAt) -> new Document("urlExpiresAt", Date.from(urlExpiresAt));
            case Transfer.Multipart(var partSizeBytes, var partCount) ->
                new Document("partSizeBytes", partSizeBytes).append("partCount", partCount);
        };
    }

    private static Transfer transfer(Document transfer) {
        return transfer.containsKey("partCount")
                ? new Transfer.Multipart(transfer.getLong("partSizeBytes"), transfer.getInteger("partCount"))
                : new Transfer.SinglePut(instant(transfer, "urlExpiresAt"));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
