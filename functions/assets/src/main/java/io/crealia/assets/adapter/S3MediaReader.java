package io.crealia.assets.adapter;

import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaTooLargeException;
import io.crealia.platform.error.DependencyException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads from the media bucket. */
public final class S3MediaReader implements MediaReader {
    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3MediaReader(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<byte[]> read(String key, int maxBytes) {
        try (var object = s3.get().getObject(request -> request.bucket(bucket).key(key))) {
            long length = object.response().contentLength();
            if (length > maxBytes) {
                object.abort();
                throw new MediaTooLargeException(key, length, maxBytes);
            }
            return Optional.of(object.readAllBytes());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException | IOException e) {
            throw new DependencyException("reading " + key + " from bucket " + bucket, e);
        }
    }
}
