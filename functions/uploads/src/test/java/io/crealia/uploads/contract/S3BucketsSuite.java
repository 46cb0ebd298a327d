package io.crealia.uploads.contract;

import io.crealia.uploads.adapter.S3MultipartUploads;
import io.crealia.uploads.adapter.S3Stores;
import io.crealia.uploads.fake.Cloud;
import io.crealia.uploads.fake.InMemoryBuckets;
import io.crealia.uploads.fake.Samples;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.MultipartUploads;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The buckets of an S3, whoever made it. */
abstract class S3BucketsSuite extends BucketContract {
    private final S3Client s3;
    private final IncomingObjects objects;
    private final MultipartUploads multipart;

    S3BucketsSuite(S3Client s3) {
        this.s3 = s3;
        objects = S3Stores.smallCopies(s3, 6 * Samples.MIB, 5 * Samples.MIB);
        multipart = new S3MultipartUploads(() -> s3, Cloud.INCOMING);
    }

    @Override
    IncomingObjects objects() {
        return objects;
    }

    @Override
    MultipartUploads multipart() {
        return multipart;
    }

    @Override
    void put(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(Cloud.INCOMING).key(key).contentType("video/x-lie")
                .checksumSHA256(InMemoryBuckets.sha256(bytes).base64()), RequestBody.fromBytes(bytes));
    }

    @Override
    void putPart(String key, String storeUploadId, int number, byte[] bytes) {
        s3.uploadPart(request -> request.bucket(Cloud.INCOMING).key(key).uploadId(storeUploadId).partNumber(number)
                .checksumSHA256(InMemoryBuckets.sha256(bytes).base64()), RequestBody.fromBytes(bytes));
    }

    @Override
    Optional<byte[]> media(String key) {
        try {
            return Optional.of(s3.getObjectAsBytes(request -> request.bucket(Cloud.MEDIA).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    Optional<String> mediaType(String key) {
        return Optional.of(s3.headObject(request -> request.bucket(Cloud.MEDIA).key(key)).contentType());
    }

    @Override
    Instant now() {
        return Instant.now();
    }
}
