package io.crealia.privacy.adapter;

import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import io.crealia.privacy.port.CertificateRegister;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Certificates as objects {@code _records/erasures/{tenant}/{erasure}.jws}; no tenant's name begins like that. */
public final class S3CertificateRegister implements CertificateRegister {
    private static final String FOLDER = "_records/erasures/";

    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3CertificateRegister(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(TenantId tenant, ErasureId id, String signed) {
        var key = FOLDER + tenant + "/" + id + ".jws";
        S3Failures.call("write " + bucket + "/" + key,
                () -> s3.get().putObject(request -> request.bucket(bucket).key(key).contentType("application/jose"),
                        RequestBody.fromString(signed)));
    }

    @Override
    public List<Entry> list(Optional<String> after, int limit) {
        var keys = S3Failures.call("list " + bucket + "/" + FOLDER, () -> s3.get().listObjectsV2(request -> request
                .bucket(bucket).prefix(FOLDER).maxKeys(limit).startAfter(after.orElse(null)))).contents();
        return keys
                .stream().map(object -> new Entry(object.key(), S3Failures.call("read " + bucket + "/" + object.key(),
                        () -> s3.get().getObjectAsBytes(request -> request.bucket(bucket).key(object.key()))
                                .asUtf8String())))
                .toList();
    }
}
