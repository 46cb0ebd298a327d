package io.crealia.privacy.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.error.DependencyException;
import io.crealia.privacy.domain.MediaFile;
import io.crealia.privacy.port.Archives;
import io.crealia.privacy.port.MediaFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What lies below an asset's folder of the media bucket. */
public final class S3MediaFiles implements MediaFiles {
    private final Supplier<S3Client> s3;
    private final String bucket;
    private final S3Links links;

    public S3MediaFiles(Supplier<S3Client> s3, S3Signer signer, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        links = new S3Links(signer, bucket);
    }

    @Override
    public List<MediaFile> of(TenantId tenant, AssetId asset) {
        var root = tenant + "/";
        var files = new ArrayList<MediaFile>();
        var page = page(root + asset + "/", null);
        while (!page.contents().isEmpty()) {
            page.contents().forEach(object -> files.add(
                    new MediaFile(object.key(), object.key().substring(root.length()), object.size())));
            page = page(root + asset + "/", page.contents().getLast().key());
        }
        return files;
    }

    private ListObjectsV2Response page(String folder, String after) {
        return S3Failures.call("list " + bucket + "/" + folder,
                () -> s3.get().listObjectsV2(request -> request.bucket(bucket).prefix(folder).startAfter(after)));
    }

    @Override
    public boolean copy(MediaFile file, OutputStream out) throws IOException {
        try (var in = s3.get().getObject(request -> request.bucket(bucket).key(file.key()))) {
            in.transferTo(out);
            return true;
        } catch (NoSuchKeyException _) {
            return false;
        } catch (SdkException e) {
            throw new DependencyException("S3: read " + bucket + "/" + file.key(), e);
        }
    }

    @Override
    public Archives.Link link(MediaFile file, Instant at, Duration lifetime) {
        return links.link(file.key(), at, lifetime);
    }
}
