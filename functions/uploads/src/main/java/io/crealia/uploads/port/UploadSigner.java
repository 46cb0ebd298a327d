package io.crealia.uploads.port;

import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.domain.UploadSession;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs what a client may send to the store. Asks nobody: the same question has the same answer. */
public interface UploadSigner {
    /** How long a URL signed at {@code at} works: at least a second, at most the configured lifetime. */
    Duration lifetime(Instant at);

    /**
     * One PUT of exactly the announced length, type and checksum, where no object is yet. Signed as of the upload's
     * creation, until its transfer's {@code urlExpiresAt}.
     */
    SignedRequest put(UploadSession session);

    /** One part, of exactly this length and checksum. May be signed and sent any number of times: the last one counts. */
    SignedRequest part(UploadSession session, String storeUploadId, PartToSign part, Instant at, Duration lifetime);

    record PartToSign(int number, long sizeBytes, Sha256 checksum) {}

    /** @param headers what must be sent, exactly; in an order that stays, so that a repeated answer is the same text */
    record SignedRequest(URI url, SortedMap<String, String> headers, Instant expiresAt) {
        public SignedRequest {
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        }
    }
}
