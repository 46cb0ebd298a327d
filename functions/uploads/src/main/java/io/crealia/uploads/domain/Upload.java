package io.crealia.uploads.domain;

import io.crealia.contracts.SourceObject;
import java.util.Optional;

/**
 * One upload, a type per state.
 *
 * <pre>
 * single PUT   Waiting ─────────────────────────────┐
 * multipart    Opening ─▶ PartsWaiting ─▶ Uploading ─┴─▶ Processing ─▶ AssetCreated | Errored
 * every state before Processing can become Cancelled, every state before AssetCreated TimedOut
 * </pre>
 */
public sealed interface Upload {
    UploadSession session();

    /** The state as the API shows it. */
    default String publicState() {
        return switch (this) {
            case Waiting _,Opening _,PartsWaiting _ -> "waiting";
            case Uploading _ -> "uploading";
            case Processing _ -> "processing";
            case AssetCreated _ -> "asset_created";
            case Errored _ -> "errored";
            case Cancelled _ -> "cancelled";
            case TimedOut _ -> "timed_out";
        };
    }

    /** The object is awaited, or is being looked at. */
    sealed interface Unfinished extends Upload {}

    /** The outcome is final. */
    sealed interface Finished extends Upload {}

    /** Nobody wants the object any more; one that comes late is deleted. */
    sealed interface Abandoned extends Finished {
        Optional<String> storeUploadId();
    }

    /** S3 has a multipart upload for this one, named {@code storeUploadId}. */
    sealed interface TakesParts extends Unfinished {
        String storeUploadId();
    }

    /** A single PUT is awaited. */
    record Waiting(UploadSession session) implements Unfinished {}

    /** S3 has not yet been asked for a multipart upload, or its answer was lost. */
    record Opening(UploadSession session) implements Unfinished {}

    /** No part was signed yet. */
    record PartsWaiting(UploadSession session, String storeUploadId) implements TakesParts {}

    record Uploading(UploadSession session, String storeUploadId) implements TakesParts {}

    /** The whole object is there. */
    record Processing(UploadSession session) implements Unfinished {}

    record AssetCreated(UploadSession session, SourceObject source) implements Finished {}

    record Errored(UploadSession session, Rejection reason) implements Finished {}

    record Cancelled(UploadSession session, Optional<String> storeUploadId) implements Abandoned {}

    record TimedOut(UploadSession session, Optional<String> storeUploadId) implements Abandoned {}
}
