package io.crealia.uploads.adapter;

import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.port.IncomingObjects;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** Objects in S3. Large ones are copied in parts at the same time, because one copy call may outlast its connection. */
public final class S3IncomingObjects implements IncomingObjects {
    private static final long MIB = 1L << 20;

    private final Supplier<S3Client> s3;
    private final String incoming;
    private final String media;
    private final S3LargeCopy largeCopy;
    private final long wholeUpToBytes;

    public S3IncomingObjects(Supplier<S3Client> s3, String incomingBucket, String mediaBucket) {
        this(s3, incomingBucket, mediaBucket, 512 * MIB, 256 * MIB);
    }

    /** @param wholeUpToBytes what is copied by one call; S3 allows 5 GiB @param partBytes what is copied at a time above */
    S3IncomingObjects(Supplier<S3Client> s3, String incomingBucket, String mediaBucket, long wholeUpToBytes,
            long partBytes) {
        this.s3 = s3;
        this.incoming = incomingBucket;
        this.media = mediaBucket;
        this.wholeUpToBytes = wholeUpToBytes;
        this.largeCopy = new S3LargeCopy(s3, incomingBucket, mediaBucket, partBytes);
    }

    @Override
    public Optional<Found> head(String key) {
        return S3Failures.unlessGone("head " + incoming + "/" + key, () -> s3.get().headObject(
                request -> request.bucket(incoming).key(key).checksumMode(ChecksumMode.ENABLED)))
                .map(head -> new Found(ETags.bare(head.eTag()), head.contentLength(), whole(head.checksumSHA256())));
    }

    // A multipart object has a checksum of checksums, written digest-count: it says nothing about the whole.
    private static Optional<Sha256> whole(String checksum) {
        return Optional.ofNullable(checksum).filter(text -> Sha256.FORM.matcher(text).matches()).map(Sha256::new);
    }

    @Override
    public Optional<byte[]> firstBytes(String key, String etag, int count) {
        return S3Failures.unlessGone("read " + incoming + "/" + key, () -> s3.get().getObjectAsBytes(
                request -> request.bucket(incoming).key(key).ifMatch(ETags.quoted(etag))
                        .range("bytes=0-" + (count - 1)))
                .asByteArray());
    }

    @Override
    public Optional<String> copyToMedia(String key, String etag, long sizeBytes, String mediaKey, String contentType) {
        if (sizeBytes > wholeUpToBytes) {
            return largeCopy.copy(key, etag, sizeBytes, mediaKey, contentType);
        }
        return S3Failures.unlessGone("copy " + incoming + "/" + key, () -> s3.get()
                .copyObject(request -> request.sourceBucket(incoming).sourceKey(key)
                        .copySourceIfMatch(ETags.quoted(etag)).destinationBucket(media).destinationKey(mediaKey)
                        .metadataDirective(MetadataDirective.REPLACE).contentType(contentType)))
                .map(copied -> ETags.bare(copied.copyObjectResult().eTag()));
    }

    @Override
    public void putMediaText(String mediaKey, String text) {
        S3Failures.unlessGone("put " + media + "/" + mediaKey,
                () -> s3.get().putObject(request -> request.bucket(media).key(mediaKey)
                        .contentType("text/plain; charset=utf-8"), RequestBody.fromString(text)));
    }

    @Override
    public void delete(String key) {
        S3Failures.unlessGone("delete " + incoming + "/" + key,
                () -> s3.get().deleteObject(request -> request.bucket(incoming).key(key)));
    }
}
