package io.crealia.local.cloud.s3.nio2blob;

import java.nio.file.Path;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/**
 * Objects as files. Server-side encryption is reported as S3 reports it, so that the functions may ask for it; the bytes
 * are plain on this machine's disk.
 *
 * <p>
 * S3Proxy tells what a store can do by its class name: one that contains {@code .nio2blob.} is a file system with
 * conditional writes and multipart stubs. That is why this class has a package of its own.
 */
public final class FolderBlobStore extends AbstractNio2BlobStore {

    public FolderBlobStore(Path buckets) {
        super(buckets);
    }

    @Override
    public boolean supportsServerSideEncryption() {
        return true;
    }

    @Override
    public boolean supportsBucketEncryption() {
        return true;
    }
}
