package io.crealia.uploads.adapter;

import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.port.MultipartUploads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;

/**
 * Multipart uploads in S3, each made for SHA-256: S3 then refuses a part without checksum, and wants the checksums again
 * when the parts are joined.
 */
public final class S3MultipartUploads implements MultipartUploads {
    private static final int MAX_PAGES = 20;

    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3MultipartUploads(Supplier<S3Client> s3, String incomingBucket) {
        this.s3 = s3;
        this.bucket = incomingBucket;
    }

    @Override
    public String create(String key, String contentType) {
        return S3Failures.call("begin multipart upload " + bucket + "/" + key,
                () -> s3.get().createMultipartUpload(request -> request.bucket(bucket).key(key).contentType(contentType)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)).uploadId());
    }

    @Override
    public Optional<List<Part>> parts(String key, String storeUploadId) {
        return S3Failures.unlessGone("list parts of " + bucket + "/" + key, () -> allParts(key, storeUploadId));
    }

    private List<Part> allParts(String key, String storeUploadId) {
        var parts = new ArrayList<Part>();
        Integer marker = null;
        boolean more;
        do {
            var page = s3.get().listParts(ListPartsRequest.builder().bucket(bucket).key(key).uploadId(storeUploadId)
                    .partNumberMarker(marker).build());
            page.parts().forEach(part -> parts.add(new Part(part.partNumber(), part.size(), ETags.bare(part.eTag()),
                    Optional.ofNullable(part.checksumSHA256()).map(Sha256::new))));
            marker = page.nextPartNumberMarker();
            more = Boolean.TRUE.equals(page.isTruncated());
        } while (more);
        return List.copyOf(parts);
    }

    @Override
    public boolean complete(String key, String storeUploadId, List<Part> parts) {
        var list = parts.stream().map(part -> CompletedPart.builder().partNumber(part.number())
                .eTag(ETags.quoted(part.etag())).checksumSHA256(part.checksum().map(Sha256::base64).orElse(null))
                .build()).toList();
        return S3Failures.unlessGone("complete " + bucket + "/" + key,
                () -> s3.get().completeMultipartUpload(request -> request.bucket(bucket).key(key)
                        .uploadId(storeUploadId).multipartUpload(upload -> upload.parts(list))))
                .isPresent();
    }

    @Override
    public void abort(String key, String storeUploadId) {
        S3Failures.unlessGone("abort " + bucket + "/" + key, () -> s3.get()
                .abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(storeUploadId)));
    }

    // S3 lists by key, not by age, so young ones have to be read over; the pages are bounded all the same.
    @Override
    public List<Begun> begunBefore(Instant before, int limit) {
        return S3Failures.call("list multipart uploads of " + bucket, () -> {
            var old = new ArrayList<Begun>();
            String keyMarker = null;
            String idMarker = null;
            var more = true;
            for (int page = 0; more && page < MAX_PAGES && old.size() < limit; page++) {
                var listed = s3.get().listMultipartUploads(ListMultipartUploadsRequest.builder().bucket(bucket)
                        .keyMarker(keyMarker).uploadIdMarker(idMarker).build());
                listed.uploads().stream().filter(upload -> upload.initiated().isBefore(before))
                        .forEach(upload -> old.add(new Begun(upload.key(), upload.uploadId())));
                keyMarker = listed.nextKeyMarker();
                idMarker = listed.nextUploadIdMarker();
                more = Boolean.TRUE.equals(listed.isTruncated());
            }
            return old.stream().limit(limit).toList();
        });
    }
}
