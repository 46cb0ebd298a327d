package io.crealia.assets.adapter;

import io.crealia.assets.port.MediaWriter;
import io.crealia.platform.error.DependencyException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes to the media bucket. */
public final class S3MediaWriter implements MediaWriter {
    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3MediaWriter(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void write(String key, byte[] content, String contentType) {
        try {
            s3.get().putObject(put -> put.bucket(bucket).key(key).contentType(contentType),
                    RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw new DependencyException("writing " + key + " to bucket " + bucket, e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            s3.get().deleteObject(delete -> delete.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw new DependencyException("deleting " + key + " from bucket " + bucket, e);
        }
    }
}
