package io.crealia.uploads.adapter;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Copies an object between buckets by UploadPartCopy, several parts at a time, each pinned by the source's ETag. */
final class S3LargeCopy {
    private static final Log LOG = Log.of(S3LargeCopy.class);
    private static final int AT_ONCE = 8;

    private final Supplier<S3Client> s3;
    private final String from;
    private final String to;
    private final long partBytes;

    S3LargeCopy(Supplier<S3Client> s3, String from, String to, long partBytes) {
        this.s3 = s3;
        this.from = from;
        this.to = to;
        this.partBytes = partBytes;
    }

    /** @return the copy's ETag; empty if the source is gone or has another ETag */
    Optional<String> copy(String key, String etag, long sizeBytes, String targetKey, String contentType) {
        var uploadId = S3Failures.call("begin copy to " + to + "/" + targetKey, () -> s3.get()
                .createMultipartUpload(request -> request.bucket(to).key(targetKey).contentType(contentType))
                .uploadId());
        var whole = false;
        try {
            var copied = parts(key, etag, sizeBytes, targetKey, uploadId)
                    .map(parts -> complete(targetKey, uploadId, parts));
            whole = copied.isPresent();
            return copied;
        } finally {
            if (!whole) {
                abort(targetKey, uploadId);
            }
        }
    }

    private Optional<List<CompletedPart>> parts(String key, String etag, long sizeBytes, String targetKey,
            String uploadId) {
        var pending = new ArrayList<Future<Optional<CompletedPart>>>();
        try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (long from = 0; from < sizeBytes; from += partBytes) {
                var number = pending.size() + 1;
                var range = "bytes=" + from + "-" + (Math.min(from + partBytes, sizeBytes) - 1);
                pending.add(workers.submit(() -> part(key, etag, range, targetKey, uploadId, number)));
            }
        }
        var parts = pending.stream().map(S3LargeCopy::result).toList();
        return parts.stream().allMatch(Optional::isPresent)
                ? Optional.of(parts.stream().map(Optional::get).toList())
                : Optional.empty();
    }

    private Optional<CompletedPart> part(String key, String etag, String range, String targetKey, String uploadId,
            int number) {
        return S3Failures.unlessGone("copy part " + number + " of " + from + "/" + key, () -> s3.get()
                .uploadPartCopy(request -> request.sourceBucket(from).sourceKey(key)
                        .copySourceIfMatch(ETags.quoted(etag)).copySourceRange(range).destinationBucket(to)
                        .destinationKey(targetKey).uploadId(uploadId).partNumber(number)))
                .map(copied -> CompletedPart.builder().partNumber(number).eTag(copied.copyPartResult().eTag()).build());
    }

    private static Optional<CompletedPart> result(Future<Optional<CompletedPart>> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DependencyException failure
                    ? failure
                    : new IllegalStateException("copying a part", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyException("interrupted while copying a part", e);
        }
    }

    private String complete(String targetKey, String uploadId, List<CompletedPart> parts) {
        return S3Failures.call("complete copy to " + to + "/" + targetKey,
                () -> ETags.bare(s3.get().completeMultipartUpload(request -> request.bucket(to).key(targetKey)
                        .uploadId(uploadId).multipartUpload(list -> list.parts(parts))).eTag()));
    }

    // A failure here must not hide the one that led here; the bucket's lifecycle rule deletes what stays.
    private void abort(String targetKey, String uploadId) {
        try {
            S3Failures.unlessGone("abort copy to " + to + "/" + targetKey, () -> s3.get()
                    .abortMultipartUpload(request -> request.bucket(to).key(targetKey).uploadId(uploadId)));
        } catch (DependencyException e) {
            LOG.error("parts of a copy stay for the lifecycle rule", e);
        }
    }
}
