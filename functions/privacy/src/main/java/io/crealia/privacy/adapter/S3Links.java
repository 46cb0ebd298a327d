package io.crealia.privacy.adapter;

import io.crealia.platform.aws.S3Signer;
import io.crealia.privacy.port.Archives;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Signed addresses of objects of one bucket. S3 counts their life in whole seconds, at least one. */
record S3Links(S3Signer signer, String bucket) {
    private static final Duration LEAST = Duration.ofSeconds(1);

    Archives.Link link(String key, Instant at, Duration wanted) {
        var signed = at.truncatedTo(ChronoUnit.SECONDS);
        var longest = Duration.ofSeconds(signer.longest(at, wanted).toSeconds());
        var lifetime = longest.compareTo(LEAST) < 0 ? LEAST : longest;
        return new Archives.Link(signer.get(bucket, key, signed, lifetime), signed.plus(lifetime));
    }
}
