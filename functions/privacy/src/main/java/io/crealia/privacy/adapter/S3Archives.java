package io.crealia.privacy.adapter;

import io.crealia.contracts.ExportId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.aws.S3Signer;
import io.crealia.privacy.port.Archives;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Archives as objects {@code {tenant}/exports/{export}/archive.zip} of the media bucket. One is written to a temporary file
 * first, so that memory does not grow with its size.
 */
public final class S3Archives implements Archives {
    /** A function has 512 MiB of temporary files, which are its process's own and deleted here. */
    private static final long MOST_BYTES = 400L * 1024 * 1024;

    private final Supplier<S3Client> s3;
    private final String bucket;
    private final S3Links links;
    private final long most;

    public S3Archives(Supplier<S3Client> s3, S3Signer signer, String bucket) {
        this(s3, signer, bucket, MOST_BYTES);
    }

    S3Archives(Supplier<S3Client> s3, S3Signer signer, String bucket, long most) {
        this.s3 = s3;
        this.bucket = bucket;
        this.most = most;
        links = new S3Links(signer, bucket);
    }

    @Override
    public void put(TenantId tenant, ExportId id, Content content) {
        try {
            var file = Files.createTempFile("export", ".zip");
            try {
                write(file, content);
                var key = key(tenant, id);
                S3Failures.call("write " + bucket + "/" + key, () -> s3.get().putObject(
                        request -> request.bucket(bucket).key(key).contentType("application/zip"),
                        RequestBody.fromFile(file)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of export " + id, e);
        }
    }

    @Override
    public boolean exists(TenantId tenant, ExportId id) {
        var key = key(tenant, id);
        return !S3Failures.call("list " + bucket + "/" + key,
                () -> s3.get().listObjectsV2(request -> request.bucket(bucket).prefix(key))).contents().isEmpty();
    }

    @Override
    public void delete(TenantId tenant, ExportId id) {
        var key = key(tenant, id);
        S3Failures.call("delete " + bucket + "/" + key,
                () -> s3.get().deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public Link link(TenantId tenant, ExportId id, Instant at, Duration lifetime) {
        return links.link(key(tenant, id), at, lifetime);
    }

    private void write(Path file, Content content) throws IOException {
        try (var out = new Bounded(Files.newOutputStream(file), most)) {
            content.writeTo(out);
        }
    }

    private static String key(TenantId tenant, ExportId id) {
        return tenant + "/exports/" + id + "/archive.zip";
    }

    private static final class Bounded extends FilterOutputStream {
        private long left;

        Bounded(OutputStream out, long most) {
            super(out);
            left = most;
        }

        @Override
        public void write(int b) throws IOException {
            take(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            take(length);
            out.write(bytes, offset, length);
        }

        private void take(int length) {
            left -= length;
            if (left < 0) {
                throw new IllegalStateException("an export is larger than an archive may be");
            }
        }
    }
}
