package io.crealia.ai.adapter;

import io.crealia.platform.error.DependencyException;
import io.crealia.ai.port.MediaStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The media bucket in S3. */
public final class S3MediaStore implements MediaStore {
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3MediaStore(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<Long> size(String key) {
        try {
            return Optional.of(s3.get().headObject(head -> head.bucket(bucket).key(key)).contentLength());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("HEAD", key, e);
        }
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        try (var object = s3.get().getObject(get -> get.bucket(bucket).key(key))) {
            if (object.response().contentLength() > maxBytes) {
                object.abort();
                throw new IllegalStateException("object " + key + " has more than " + maxBytes + " bytes");
            }
            return Optional.of(object.readAllBytes());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException | IOException e) {
            throw failed("GET", key, e);
        }
    }

    @Override
    public byte[] range(String key, long offset, int length) {
        var range = "bytes=" + offset + "-" + (offset + length - 1);
        try {
            return s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(key).range(range)).asByteArray();
        } catch (NoSuchKeyException _) {
            return new byte[0];
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return new byte[0];
            }
            throw failed("GET " + range, key, e);
        } catch (SdkException e) {
            throw failed("GET " + range, key, e);
        }
    }

    @Override
    public void put(String key, byte[] content, String contentType) {
        try {
            s3.get().putObject(put -> put.bucket(bucket).key(key).contentType(contentType),
                    RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw failed("PUT", key, e);
        }
    }

    private DependencyException failed(String what, String key, Exception e) {
        return new DependencyException(what + " s3://" + bucket + "/" + key, e);
    }
}
