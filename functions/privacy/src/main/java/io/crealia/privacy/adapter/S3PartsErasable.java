package io.crealia.privacy.adapter;

import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Target;
import io.crealia.privacy.port.Erasable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** Parts that were uploaded and not joined. No list of objects shows them. */
public record S3PartsErasable(Supplier<S3Client> s3, String bucket) implements Erasable {
    @Override
    public String holding() {
        return Inventory.PARTS;
    }

    @Override
    public long remaining(Target target) {
        return begun(target).size();
    }

    @Override
    public long remove(Target target) {
        var begun = begun(target);
        begun.forEach(this::abort);
        return begun.size();
    }

    private List<MultipartUpload> begun(Target target) {
        return S3Erasable.uploads(target).stream().flatMap(this::begun).toList();
    }

    private Stream<MultipartUpload> begun(String folder) {
        return S3Failures.call("list multipart uploads of " + bucket + "/" + folder, () -> s3.get()
                .listMultipartUploads(request -> request.bucket(bucket).prefix(folder)).uploads().stream()
                .filter(upload -> upload.key().startsWith(folder)));
    }

    private void abort(MultipartUpload upload) {
        S3Failures.call("abort " + bucket + "/" + upload.key(), () -> {
            try {
                return s3.get().abortMultipartUpload(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
            } catch (NoSuchUploadException e) {
                return null;
            }
        });
    }
}
