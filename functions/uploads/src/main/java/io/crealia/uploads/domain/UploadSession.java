package io.crealia.uploads.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is decided when an upload starts and never changes after.
 *
 * @param owner whose the file is; absent only in uploads from before owners were noted
 * @param assetId of the asset that it becomes, chosen at the start so that a client can ask for it at once
 * @param correlationId follows the upload and its first run through every log line
 * @param contentType as the client declares it: what its PUT must say, never what the media bucket says
 * @param checksum of the whole file; always present for a single PUT, where S3 checks it
 * @param choice what becomes of the file
 * @param createdAt in whole seconds, which is the resolution of a signature's time
 * @param expiresAt after which no byte is accepted
 */
public record UploadSession(UploadId id, TenantId tenant, Optional<SubjectId> owner, AssetId assetId,
        String correlationId, FileName filename,
        String contentType, long sizeBytes, Optional<Sha256> checksum, Transfer transfer, RunChoice choice,
        Instant createdAt, Instant expiresAt, RequestMark request) {

    public UploadSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(assetId, "assetId");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(filename, "filename");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(request, "request");
        if (sizeBytes < 1) {
            throw new IllegalArgumentException("sizeBytes must be at least 1, was " + sizeBytes);
        }
        if (transfer instanceof Transfer.SinglePut && checksum.isEmpty()) {
            throw new IllegalArgumentException("a single PUT needs a checksum");
        }
        if (createdAt.getNano() != 0 || !expiresAt.isAfter(createdAt)) {
            throw new IllegalArgumentException("createdAt must be in whole seconds, and before expiresAt");
        }
    }

    /** The key in the incoming bucket. */
    public String incomingKey() {
        return MediaKeys.incoming(tenant, id);
    }

    /** The key in the media bucket, once accepted. */
    public String mediaKey() {
        return MediaKeys.source(tenant, assetId);
    }

    /** The key of the script in the media bucket, where there is one. */
    public String scriptKey() {
        return MediaKeys.script(tenant, assetId);
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * The request that started the upload, by which a repetition is known.
     *
     * @param key unique per tenant, never absent: derived from the upload's id where the client sent none
     * @param hash of the request's method, path and body; empty where it cannot be read, because its owner was forgotten or
     *     the owner's key is not seen yet
     */
    public record RequestMark(String key, String hash) {
        public static final RequestMark UNREADABLE = new RequestMark("forgotten", "");

        public boolean unreadable() {
            return hash.isEmpty();
        }

        public static RequestMark of(Optional<String> idempotencyKey, UploadId id, String hash) {
            return new RequestMark(idempotencyKey.map(RequestMark::keyOf).orElse("none:" + id), hash);
        }

        public static String keyOf(String idempotencyKey) {
            return "key:" + idempotencyKey;
        }

        /** Without the key, which is the client's. */
        @Override
        public String toString() {
            return "***";
        }
    }
}
