package io.crealia.uploads.adapter;

import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.error.DependencyException;
import io.crealia.uploads.domain.Transfer.SinglePut;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.port.UploadSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Signs with Signature Version 4, whose times are in whole seconds. Every header that matters is part of the signature. */
public final class S3UploadSigner implements UploadSigner {
    private final S3Signer signer;
    private final String bucket;
    private final Duration wanted;

    public S3UploadSigner(S3Signer signer, String incomingBucket, Duration wanted) {
        this.signer = signer;
        this.bucket = incomingBucket;
        this.wanted = wanted;
    }

    @Override
    public Duration lifetime(Instant at) {
        var lifetime = signer.longest(at, wanted).truncatedTo(ChronoUnit.SECONDS);
        if (lifetime.isZero()) {
            throw new DependencyException("the credentials that sign uploads have ended", null);
        }
        return lifetime;
    }

    @Override
    public SignedRequest put(UploadSession session) {
        var put = (SinglePut) session.transfer();
        var headers = new TreeMap<String, String>();
        headers.put("content-length", Long.toString(session.sizeBytes()));
        headers.put("content-type", session.contentType());
        headers.put("if-none-match", "*");
        headers.put("x-amz-checksum-sha256", session.checksum().orElseThrow().base64());
        return signed(session.incomingKey(), headers, Map.of(), session.createdAt(),
                Duration.between(session.createdAt(), put.urlExpiresAt()));
    }

    @Override
    public SignedRequest part(UploadSession session, String storeUploadId, PartToSign part, Instant at,
            Duration lifetime) {
        var headers = new TreeMap<String, String>();
        headers.put("content-length", Long.toString(part.sizeBytes()));
        headers.put("x-amz-checksum-sha256", part.checksum().base64());
        var query = Map.of("partNumber", Integer.toString(part.number()), "uploadId", storeUploadId);
        return signed(session.incomingKey(), headers, query, at.truncatedTo(ChronoUnit.SECONDS), lifetime);
    }

    private SignedRequest signed(String key, SortedMap<String, String> headers, Map<String, String> query, Instant at,
            Duration lifetime) {
        var url = signer.sign(SdkHttpMethod.PUT, bucket, key, headers, query, at, lifetime);
        return new SignedRequest(url, headers, at.plus(lifetime));
    }
}
