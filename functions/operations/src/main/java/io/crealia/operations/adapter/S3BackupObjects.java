package io.crealia.operations.adapter;

import io.crealia.operations.port.BackupObjects;
import io.crealia.platform.error.DependencyException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Objects of one bucket. S3 shows an object after its last byte has arrived, so one is there whole or not at all. */
public final class S3BackupObjects implements BackupObjects {
    /** Of one DeleteObjects call. */
    private static final int MOST = 1_000;

    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3BackupObjects(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, byte[] content) {
        put(key, "application/json", () -> RequestBody.fromBytes(content));
    }

    @Override
    public void put(String key, Path file) {
        put(key, "application/gzip", () -> RequestBody.fromFile(file));
    }

    private void put(String key, String type, Supplier<RequestBody> body) {
        call("write " + bucket + "/" + key,
                () -> s3.get().putObject(request -> request.bucket(bucket).key(key).contentType(type), body.get()));
    }

    @Override
    public Optional<InputStream> open(String key) {
        return call("read " + bucket + "/" + key, () -> {
            try {
                return Optional.of(s3.get().getObject(request -> request.bucket(bucket).key(key)));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<Entry> list(String prefix, Optional<String> after, int limit) {
        return call("list " + bucket + "/" + prefix,
                () -> s3.get().listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(limit)
                        .startAfter(after.orElse(null))))
                .contents().stream().map(object -> new Entry(object.key(), object.size())).toList();
    }

    @Override
    public void delete(Collection<String> keys) {
        var all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += MOST) {
            deletePage(all.subList(from, Math.min(from + MOST, all.size())));
        }
    }

    private void deletePage(List<String> keys) {
        var objects = keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        var answer = call("delete in " + bucket, () -> s3.get().deleteObjects(
                request -> request.bucket(bucket).delete(Delete.builder().objects(objects).quiet(true).build())));
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            throw new DependencyException(
                    "S3: " + answer.errors().size() + " objects of " + bucket + " stay, the first is "
                            + answer.errors().getFirst().key(),
                    null);
        }
    }

    private static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException | UncheckedIOException e) {
            throw new DependencyException("S3: " + what, e);
        }
    }
}
