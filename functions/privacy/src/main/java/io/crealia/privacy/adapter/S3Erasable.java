package io.crealia.privacy.adapter;

import io.crealia.contracts.UploadId;
import io.crealia.platform.error.DependencyException;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Target;
import io.crealia.privacy.port.Erasable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * The objects below some folders of a bucket.
 *
 * @param folders of a target, each with a slash at its end, so that no other's begins like it
 */
public record S3Erasable(String holding, Supplier<S3Client> s3, String bucket, Function<Target, List<String>> folders)
        implements
        Erasable {

    /** Everything that was made of an asset. */
    public static S3Erasable media(Supplier<S3Client> s3, String bucket) {
        return new S3Erasable(Inventory.MEDIA, s3, bucket,
                target -> List.of(target.tenant() + "/" + target.asset() + "/"));
    }

    /** What arrived and was not looked at yet. */
    public static S3Erasable incoming(Supplier<S3Client> s3, String bucket) {
        return new S3Erasable(Inventory.INCOMING, s3, bucket, S3Erasable::uploads);
    }

    static List<String> uploads(Target target) {
        return target.ids().stream().filter(id -> id.startsWith(UploadId.PREFIX))
                .map(id -> target.tenant() + "/" + id + "/").toList();
    }

    @Override
    public long remaining(Target target) {
        return folders.apply(target).stream().mapToLong(folder -> page(folder).contents().size()).sum();
    }

    @Override
    public long remove(Target target) {
        long removed = 0;
        for (var folder : folders.apply(target)) {
            var page = page(folder);
            while (!page.contents().isEmpty()) {
                removed += delete(folder, page);
                page = page(folder);
            }
        }
        return removed;
    }

    private ListObjectsV2Response page(String folder) {
        return S3Failures.call("list " + bucket + "/" + folder,
                () -> s3.get().listObjectsV2(request -> request.bucket(bucket).prefix(folder)));
    }

    private int delete(String folder, ListObjectsV2Response page) {
        var keys = page.contents().stream().map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        var answer = S3Failures.call("delete in " + bucket + "/" + folder, () -> s3.get().deleteObjects(
                request -> request.bucket(bucket).delete(Delete.builder().objects(keys).quiet(true).build())));
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            throw new DependencyException("S3: " + answer.errors().size() + " objects of " + bucket + "/" + folder
                    + " stay", null);
        }
        return keys.size();
    }
}
