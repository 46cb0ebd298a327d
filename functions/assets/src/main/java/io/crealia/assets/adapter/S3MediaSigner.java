package io.crealia.assets.adapter;

import io.crealia.assets.port.MediaSigner;
import io.crealia.platform.aws.S3Signer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Presigned GETs of the media bucket. S3 counts their life in whole seconds, at least one. */
public final class S3MediaSigner implements MediaSigner {
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final S3Signer signer;
    private final String bucket;

    public S3MediaSigner(S3Signer signer, String bucket) {
        this.signer = signer;
        this.bucket = bucket;
    }

    @Override
    public Duration longest(Instant at, Duration wanted) {
        return signer.longest(at, wanted);
    }

    @Override
    public URI sign(String key, Instant at, Duration lifetime) {
        return signer.get(bucket, key, at, lifetime.compareTo(LEAST) < 0 ? LEAST : lifetime);
    }
}
