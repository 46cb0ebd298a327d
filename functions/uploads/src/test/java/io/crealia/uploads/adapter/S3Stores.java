package io.crealia.uploads.adapter;

import io.crealia.uploads.fake.Cloud;
import io.crealia.uploads.port.IncomingObjects;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens what only tests set: limits that real objects would have to be too large for. */
public final class S3Stores {
    private S3Stores() {}

    public static IncomingObjects smallCopies(S3Client s3, long wholeUpToBytes, long partBytes) {
        return new S3IncomingObjects(() -> s3, Cloud.INCOMING, Cloud.MEDIA, wholeUpToBytes, partBytes);
    }
}
