package io.crealia.local.cloud.mediaconvert.store;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in S3, through a client the caller configures and closes. */
public final class S3ObjectStore implements ObjectStore {
    private final S3Client s3;

    public S3ObjectStore(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public Optional<Facts> facts(ObjectUri uri) throws IOException {
        try {
            var head = s3.headObject(request -> request.bucket(uri.bucket()).key(uri.key()));
            return Optional.of(new Facts(head.contentLength(), head.eTag().replace("\"", ""), head.lastModified(),
                    Optional.ofNullable(head.contentType())));
        } catch (NoSuchKeyException | NoSuchBucketException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new IOException("cannot look at " + uri + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void get(ObjectUri uri, Path file) throws IOException {
        try {
            s3.getObject(request -> request.bucket(uri.bucket()).key(uri.key()), file);
        } catch (SdkException e) {
            throw translated("read", uri, e);
        }
    }

    @Override
    public void put(Path file, ObjectUri uri, String contentType) throws IOException {
        try {
            s3.putObject(request -> request.bucket(uri.bucket()).key(uri.key()).contentType(contentType), file);
        } catch (SdkException e) {
            throw translated("write", uri, e);
        }
    }

    @Override
    public void delete(ObjectUri uri) throws IOException {
        try {
            s3.deleteObject(request -> request.bucket(uri.bucket()).key(uri.key()));
        } catch (SdkException e) {
            throw new IOException("cannot delete " + uri + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> list(String bucket, String prefix) throws IOException {
        try {
            return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(S3Object::key).sorted().toList();
        } catch (NoSuchBucketException _) {
            return List.of();
        } catch (SdkException e) {
            throw new IOException("cannot list s3://" + bucket + "/" + prefix + ": " + e.getMessage(), e);
        }
    }

    private static IOException translated(String action, ObjectUri uri, SdkException e) {
        String message = "cannot " + action + " " + uri + ": " + e.getMessage();
        IOException translated = switch (e) {
            case NoSuchKeyException _ -> new FileNotFoundException("no object " + uri);
            case NoSuchBucketException _ -> new FileNotFoundException("no bucket " + uri.bucket());
            case S3Exception refused when refused.statusCode() == 403 -> new AccessDeniedException(message);
            default -> new IOException(message);
        };
        translated.initCause(e);
        return translated;
    }
}
